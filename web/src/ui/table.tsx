import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** A table in a card. On a small screen it scrolls by itself and the page does not. */
export function Table({ label, head, children }: { label: string; head: ReactNode; children: ReactNode }) {
  return (
    <div className="relative overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full border-collapse text-left" aria-label={label}>
        <thead className="border-line border-b text-sm text-text-3">
          <tr>{head}</tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  );
}

export const Th = ({ className, ...rest }: ComponentProps<"th">) => (
  <th scope="col" className={cn("whitespace-nowrap px-4 py-2.5 font-medium", className)} {...rest} />
);

export const Td = ({ className, ...rest }: ComponentProps<"td">) => (
  <td className={cn("px-4 py-2.5 align-top", className)} {...rest} />
);
