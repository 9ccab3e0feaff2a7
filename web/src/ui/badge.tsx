import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const look = cva(
  "inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 font-medium text-xs [&_svg]:size-3.5",
  {
    variants: {
      tone: {
        quiet: "bg-sunken text-text-2",
        accent: "bg-accent-soft text-accent-text",
        good: "bg-good-soft text-good-text",
        warn: "bg-warn-soft text-warn-text",
        bad: "bg-bad-soft text-bad-text",
        info: "bg-info-soft text-info-text",
      },
    },
    defaultVariants: { tone: "quiet" },
  },
);

export type Tone = NonNullable<VariantProps<typeof look>["tone"]>;

/** A state in a word; its colour only underlines it. */
export function Badge({ tone, className, ...rest }: ComponentProps<"span"> & { tone?: Tone }) {
  return <span className={cn(look({ tone }), className)} {...rest} />;
}
