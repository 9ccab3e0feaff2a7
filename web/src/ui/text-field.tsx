import { useId } from "react";
import { cn } from "./cn";
import { inputLook } from "./field";

/** A labelled text of several lines with its hint and its error. */
export function TextField({
  label,
  hint,
  error,
  value,
  onChange,
  rows = 4,
  disabled,
  testId,
}: {
  label: string;
  hint?: string;
  error?: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  disabled?: boolean;
  testId?: string;
}) {
  const id = useId();
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block font-medium text-sm">
        {label}
      </label>
      <textarea
        id={id}
        rows={rows}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        disabled={disabled}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-note` : undefined}
        className={cn(inputLook, "h-auto resize-y py-2")}
        data-testid={testId}
      />
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
