import type { ReactNode } from "react";
import { cn } from "./cn";

/** A list column and a detail column; on a small screen only one of them. */
export function Split({
  title,
  list,
  detail,
  showDetail,
}: {
  title: string;
  list: ReactNode;
  detail: ReactNode;
  showDetail: boolean;
}) {
  return (
    <div className="flex h-full min-h-0">
      <h1 className="sr-only">{title}</h1>
      <section
        className={cn(
          "flex min-h-0 w-full flex-col border-line bg-surface md:w-[336px] md:shrink-0 md:border-r lg:w-[372px]",
          showDetail && "hidden md:flex",
        )}
      >
        {list}
      </section>
      <section
        className={cn("min-h-0 min-w-0 flex-1 flex-col bg-bg", showDetail ? "flex" : "hidden md:flex")}
      >
        {detail}
      </section>
    </div>
  );
}
