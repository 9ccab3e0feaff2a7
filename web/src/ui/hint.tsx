import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import { Keys } from "./keys";

/** What an icon means, on hover and focus. The icon's own label is for screen readers. */
export function Hint({
  text,
  keys,
  side = "bottom",
  children,
}: {
  text: ReactNode;
  keys?: readonly string[];
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="fade z-50 flex max-w-72 items-center gap-2 rounded-soft bg-text px-2.5 py-1.5 text-bg text-sm shadow-2"
        >
          {text}
          {keys ? <Keys keys={keys} plain /> : null}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
