import { type ComponentProps, useId } from "react";
import { cn } from "./cn";

export const inputLook =
  "h-9 w-full min-w-0 rounded-soft border border-line-strong/60 bg-surface px-3 text-base text-text placeholder:text-text-3 transition-colors ease-quick hover:border-line-strong aria-invalid:border-bad";

/** A labelled input with its hint and its error. */
export function Field({
  label,
  hint,
  error,
  className,
  ...rest
}: ComponentProps<"input"> & { label: string; hint?: string; error?: string }) {
  const id = useId();
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block font-medium text-sm">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
        className={cn(inputLook, className)}
        {...rest}
      />
      {/* There from the start: a screen reader says what comes into it. */}
      <p
        id={`${id}-note`}
        aria-live="polite"
        className={cn("text-sm empty:sr-only", error ? "text-bad-text" : "text-text-3")}
      >
        {error || hint}
      </p>
    </div>
  );
}
