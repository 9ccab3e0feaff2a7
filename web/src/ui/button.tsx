import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const look = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-soft font-medium transition-colors ease-quick aria-disabled:opacity-55 disabled:opacity-55",
  {
    variants: {
      kind: {
        primary:
          "bg-accent text-on-accent hover:bg-accent-strong aria-disabled:bg-sunken aria-disabled:text-text-2 aria-disabled:opacity-100 aria-disabled:shadow-[inset_0_0_0_1px_var(--line)]",
        secondary: "bg-surface text-text shadow-[inset_0_0_0_1px_var(--line)] hover:bg-hover",
        ghost: "text-text-2 hover:bg-hover hover:text-text",
        danger: "bg-bad text-on-bad hover:bg-bad-strong",
      },
      size: {
        s: "h-7 px-2.5 text-sm",
        m: "h-8 px-3 text-base",
        l: "h-10 px-4 text-base",
        icon: "size-8",
        iconS: "size-7",
      },
    },
    defaultVariants: { kind: "secondary", size: "m" },
  },
);

export type ButtonProps = ComponentProps<"button"> & VariantProps<typeof look> & { asChild?: boolean };

/** A button; its words say what happens. */
export function Button({ kind, size, asChild, className, type = "button", ...rest }: ButtonProps) {
  const Element = asChild ? Slot.Root : "button";
  return <Element className={cn(look({ kind, size }), className)} {...(asChild ? {} : { type })} {...rest} />;
}
