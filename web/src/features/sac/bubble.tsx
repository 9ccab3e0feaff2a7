import type { ReactNode } from "react";
import { cn } from "@/ui/cn";

/** What somebody wrote: ours on the right, the contact's on the left; below it who, when, and how far it got. */
export function Bubble({
  ours,
  failed,
  children,
  below,
  tools,
}: {
  ours: boolean;
  failed?: boolean;
  children: ReactNode;
  below: ReactNode;
  /** What can be done with it, beside it. */
  tools?: ReactNode;
}) {
  return (
    <div
      className={cn("group/message mt-1.5 flex flex-col", ours ? "items-end" : "items-start")}
      data-testid="message"
    >
      <div className={cn("flex max-w-[min(40rem,92%)] items-center gap-1", ours && "flex-row-reverse")}>
        <div
          className={cn(
            "min-w-0 max-w-[36rem] whitespace-pre-wrap break-words rounded-card border px-3 py-2",
            ours ? "border-transparent bg-accent-soft" : "border-line bg-surface",
            failed && "border-bad/40 bg-bad-soft",
          )}
        >
          {children}
        </div>
        {tools}
      </div>
      <div
        className={cn(
          "mt-0.5 flex flex-wrap items-center gap-x-1.5 px-1 text-text-3 text-xs",
          ours && "justify-end",
        )}
      >
        {below}
      </div>
    </div>
  );
}
