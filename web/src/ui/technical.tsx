import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";

/** What support wants to know, folded away and ready to be copied. Nothing where there is nothing. */
export function Technical({
  text,
  copy = text,
  children,
  className,
}: {
  text?: string;
  /** What the button copies, where that is not `text`. */
  copy?: string;
  children?: ReactNode;
  className?: string;
}) {
  const { t } = useTranslation();
  if (!text && !children) return null;
  return (
    <details className={cn("group text-left text-sm", className)} data-testid="technical">
      <summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded-tight text-text-2 hover:text-text [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-3.5 transition-transform ease-quick group-open:rotate-90" aria-hidden />
        {t("app.technical")}
      </summary>
      <div className="mt-1.5 flex max-w-full items-start gap-1 overflow-x-auto rounded-soft bg-sunken p-2.5 text-text-2">
        <div className="min-w-0 flex-1">
          {text ? <p className="whitespace-pre-wrap break-words font-mono text-xs">{text}</p> : null}
          {children}
        </div>
        {copy ? <CopyButton text={copy} label={t("app.technical")} className="-m-1" /> : null}
      </div>
    </details>
  );
}
