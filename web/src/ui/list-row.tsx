import type { ReactNode } from "react";
import { cn } from "./cn";

/** One row of a list: a link that fills it, and at its end what can be done without opening it. */
export function ListRow({
  selected,
  end,
  children,
}: {
  selected?: boolean;
  end?: ReactNode;
  children: ReactNode;
}) {
  return (
    <li
      className={cn(
        "row-lazy group flex items-center transition-colors ease-quick",
        selected ? "bg-selected" : "hover:bg-hover",
      )}
    >
      {children}
      {end}
    </li>
  );
}

/** What the link of a row looks like, but for its height. */
export const rowLink = "flex min-w-0 flex-1 items-center gap-3 pr-2 pl-4 outline-offset-[-2px]";
