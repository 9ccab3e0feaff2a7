import { ToggleGroup } from "radix-ui";

/** One of a few, all in view. */
export function Segments<T extends string>({
  value,
  onChange,
  label,
  options,
}: {
  value: T;
  onChange: (value: T) => void;
  label: string;
  options: readonly { value: T; label: string }[];
}) {
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      onValueChange={(next) => next && onChange(next as T)}
      aria-label={label}
      className="flex gap-0.5 rounded-soft bg-sunken p-0.5"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className="h-7 flex-auto whitespace-nowrap rounded-[6px] px-1 font-medium text-sm text-text-2 transition-colors ease-quick hover:text-text data-[state=on]:bg-surface data-[state=on]:text-text data-[state=on]:shadow-1 dark:data-[state=on]:bg-hover"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
