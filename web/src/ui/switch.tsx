import { Switch as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";

/** On or off, at once. The words say what is on. */
export function Switch({
  checked,
  onChange,
  label,
  hint,
  disabled,
  testId,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
  hint?: ReactNode;
  disabled?: boolean;
  testId?: string;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        data-testid={testId}
        className="mt-0.5 h-5 w-9 shrink-0 rounded-full bg-line-strong transition-colors ease-quick disabled:opacity-55 data-[state=checked]:bg-accent"
      >
        <Radix.Thumb className="block size-4 translate-x-0.5 rounded-full bg-surface shadow-1 transition-transform ease-quick data-[state=checked]:translate-x-[18px]" />
      </Radix.Root>
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-sm text-text-2">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
