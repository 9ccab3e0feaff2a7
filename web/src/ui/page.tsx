import type { ReactNode } from "react";
import { cn } from "./cn";

/** A page with one column: its name, what it is for, what can be done, and below that its parts. */
export function Page({
  title,
  lead,
  action,
  wide,
  children,
}: {
  title: string;
  lead?: ReactNode;
  action?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="h-full overflow-y-auto">
      <div className={cn("mx-auto space-y-5 px-4 py-5 sm:px-6", wide ? "max-w-[72rem]" : "max-w-[52rem]")}>
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0 flex-1 basis-64">
            <h1 className="font-semibold text-xl">{title}</h1>
            {lead ? <p className="mt-0.5 text-text-2">{lead}</p> : null}
          </div>
          {action ? <div className="flex shrink-0 gap-2">{action}</div> : null}
        </header>
        {children}
      </div>
    </div>
  );
}
