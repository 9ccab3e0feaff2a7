import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "./cn";

/** What support wants to know, folded away. Nothing where there is nothing. */
export function Technical({
  text,
  children,
  className,
}: {
  text?: string;
  children?: ReactNode;
  className?: string;
}) {
  const { t } = useTranslation();
  if (!text && !children) return null;
  return (
    <details className={cn("group text-left text-sm", className)}>
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-tight text-text-2 hover:text-text [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-3.5 transition-transform ease-quick group-open:rotate-90" aria-hidden />
        {t("app.technical")}
      </summary>
      <div className="mt-1.5 max-w-full overflow-x-auto rounded-soft bg-sunken p-2.5 text-text-2">
        {text ? <p className="whitespace-pre-wrap break-words font-mono text-xs">{text}</p> : null}
        {children}
      </div>
    </details>
  );
}
