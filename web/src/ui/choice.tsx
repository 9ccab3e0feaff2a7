import { Check, ChevronDown } from "lucide-react";
import { Select } from "radix-ui";
import { cn } from "./cn";

/** One of many, in a list that opens. */
export function Choice<T extends string>({
  value,
  onChange,
  label,
  options,
  className,
}: {
  value: T;
  onChange: (value: T) => void;
  label: string;
  options: readonly { value: T; label: string }[];
  className?: string;
}) {
  return (
    <Select.Root value={value} onValueChange={(next) => onChange(next as T)}>
      <Select.Trigger
        aria-label={label}
        className={cn(
          "flex h-8 min-w-0 items-center gap-2 rounded-soft bg-sunken px-2.5 text-base shadow-[inset_0_0_0_1px_transparent] transition-shadow ease-quick hover:shadow-[inset_0_0_0_1px_var(--line)]",
          className,
        )}
      >
        <span className="min-w-0 flex-1 truncate text-left">
          <Select.Value />
        </span>
        <Select.Icon>
          <ChevronDown className="size-4 text-text-3" aria-hidden />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="fade z-50 max-h-80 min-w-[var(--radix-select-trigger-width)] overflow-y-auto rounded-soft border border-line bg-raised p-1 shadow-2"
        >
          <Select.Viewport>
            {options.map((option) => (
              <Select.Item
                key={option.value}
                value={option.value}
                className="flex cursor-default select-none items-center gap-2 rounded-tight py-1.5 pr-3 pl-2 outline-none data-[highlighted]:bg-hover"
              >
                <span className="size-4">
                  <Select.ItemIndicator>
                    <Check className="size-4 text-accent-text" aria-hidden />
                  </Select.ItemIndicator>
                </span>
                <Select.ItemText>{option.label}</Select.ItemText>
              </Select.Item>
            ))}
          </Select.Viewport>
        </Select.Content>
      </Select.Portal>
    </Select.Root>
  );
}
