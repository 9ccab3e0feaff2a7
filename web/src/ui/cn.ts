/** Joins class names; later utilities win over earlier ones. */
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: { theme: { radius: ["tight", "soft", "card"] } },
});

export type ClassName = string | number | bigint | false | null | undefined;

export const cn = (...names: ClassName[]) => merge(names.filter(Boolean).join(" "));
