import { cn } from "./cn";

/** The keys of a shortcut. */
export function Keys({
  keys,
  plain,
  className,
}: {
  keys: readonly string[];
  plain?: boolean;
  className?: string;
}) {
  return (
    <span className={cn("inline-flex items-center gap-1", className)}>
      {keys.map((key) => (
        <kbd
          key={key}
          className={cn(
            "min-w-5 rounded-tight px-1 text-center font-sans text-xs",
            plain
              ? "opacity-75 shadow-[inset_0_0_0_1px_currentColor]"
              : "bg-sunken text-text-2 shadow-[inset_0_0_0_1px_var(--line)]",
          )}
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
