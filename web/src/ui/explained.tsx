import { Popover } from "radix-ui";
import {
  cloneElement,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useId,
  useRef,
  useState,
} from "react";

interface Explainable {
  onClick?: (event: MouseEvent<HTMLElement>) => void;
  "aria-disabled"?: boolean;
  "aria-describedby"?: string;
}

/**
 * Shows why a button cannot be used: on hover, on focus and on touch. The button stays focusable and is not pressed.
 * Without `why` it is the button alone.
 */
export function Explained({ why, children }: { why: ReactNode | null; children: ReactElement<Explainable> }) {
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const around = useRef<HTMLSpanElement>(null);
  const id = useId();
  const blocked = why !== null && why !== undefined && why !== false;

  const show = () => {
    clearTimeout(timer.current);
    setOpen(true);
  };
  const hide = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(false), 120);
  };

  const button = cloneElement(
    children,
    blocked
      ? {
          "aria-disabled": true,
          "aria-describedby": id,
          onClick: (event) => {
            event.preventDefault();
            show();
          },
        }
      : {},
  );

  return (
    <Popover.Root open={blocked && open} onOpenChange={setOpen}>
      <Popover.Anchor asChild>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the button within takes the keys; this only listens beside it */}
        <span
          ref={around}
          className="inline-flex"
          onMouseEnter={blocked ? show : undefined}
          onMouseLeave={blocked ? hide : undefined}
          onFocus={blocked ? show : undefined}
          onBlur={blocked ? hide : undefined}
        >
          {button}
          {blocked ? (
            <span id={id} className="sr-only">
              {why}
            </span>
          ) : null}
        </span>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          side="bottom"
          sideOffset={6}
          collisionPadding={8}
          aria-hidden
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            // A tap on the button itself also moves the focus there, which is outside of this box.
            if (around.current?.contains(event.target as Node)) event.preventDefault();
          }}
          onMouseEnter={show}
          onMouseLeave={hide}
          className="fade z-50 max-w-80 rounded-soft border border-line bg-raised p-3 text-sm text-text shadow-2"
        >
          {why}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
