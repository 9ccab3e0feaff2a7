import { type KeyboardEvent, type ReactNode, useState } from "react";
import { cn } from "@/ui/cn";

/** A short list above a text that is written: arrows move in it, Enter and Tab choose, Escape puts it away. */
export function useSuggestions<T extends { id: string }>({
  items,
  choose,
  show,
  label,
  testId,
  onEscape,
}: {
  items: readonly T[];
  choose: (item: T) => void;
  show: (item: T) => ReactNode;
  label: string;
  testId: string;
  onEscape?: () => void;
}) {
  const [at, setAt] = useState(0);
  const here = Math.min(at, items.length - 1);
  const take = (item: T) => {
    setAt(0);
    choose(item);
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const item = items[here];
    if (!item) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setAt((here + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length);
    } else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
      event.preventDefault();
      take(item);
    } else if (event.key === "Escape" && onEscape) {
      event.preventDefault();
      onEscape();
    }
  };
  const list =
    items.length > 0 ? (
      <ul
        aria-label={label}
        className="absolute bottom-full left-0 z-10 mb-1.5 max-h-72 w-[min(28rem,100%)] overflow-y-auto rounded-soft border border-line bg-raised p-1 shadow-2"
      >
        {items.map((item, i) => (
          <li key={item.id}>
            <button
              type="button"
              tabIndex={-1}
              onMouseDown={(event) => {
                event.preventDefault();
                take(item);
              }}
              ref={i === here ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined}
              aria-current={i === here ? "true" : undefined}
              className={cn("w-full truncate rounded-tight px-2 py-1.5 text-left", i === here && "bg-hover")}
              data-testid={testId}
            >
              {show(item)}
            </button>
          </li>
        ))}
      </ul>
    ) : null;
  return { onKey, list };
}
