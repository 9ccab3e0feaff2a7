import type { ReactNode } from "react";

/** A titled part of a detail page. */
export function Card({
  title,
  action,
  className,
  children,
}: {
  title: string;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={`overflow-hidden rounded-card border border-line bg-surface ${className ?? ""}`}>
      <div className="flex h-12 items-center justify-between px-4">
        <h3 className="font-semibold">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}
