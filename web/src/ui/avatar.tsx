import { cn } from "./cn";

const hues = [
  "bg-[oklch(0.93_0.035_190)] text-[oklch(0.36_0.07_190)] dark:bg-[oklch(0.32_0.045_190)] dark:text-[oklch(0.87_0.06_190)]",
  "bg-[oklch(0.93_0.035_250)] text-[oklch(0.38_0.09_250)] dark:bg-[oklch(0.32_0.05_250)] dark:text-[oklch(0.87_0.06_250)]",
  "bg-[oklch(0.93_0.035_310)] text-[oklch(0.38_0.09_310)] dark:bg-[oklch(0.32_0.05_310)] dark:text-[oklch(0.87_0.06_310)]",
  "bg-[oklch(0.93_0.035_20)] text-[oklch(0.39_0.09_20)] dark:bg-[oklch(0.32_0.05_20)] dark:text-[oklch(0.87_0.06_20)]",
  "bg-[oklch(0.93_0.045_85)] text-[oklch(0.39_0.08_75)] dark:bg-[oklch(0.32_0.045_80)] dark:text-[oklch(0.88_0.07_85)]",
  "bg-[oklch(0.93_0.04_140)] text-[oklch(0.37_0.08_145)] dark:bg-[oklch(0.32_0.045_145)] dark:text-[oklch(0.87_0.07_145)]",
];

/** The first letters of the first and the last name. */
export function initials(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s]/gu, " ")
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  const first = words[0]?.[0] ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return (first + last).toUpperCase();
}

function hueOf(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return hues[sum % hues.length] ?? "";
}

/** Somebody's initials, always in the same colour. The name stands beside it, so it is silent. */
export function Avatar({ name, size = "m" }: { name: string; size?: "s" | "m" | "l" }) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-grid shrink-0 select-none place-items-center rounded-full font-medium",
        size === "s" && "size-7 text-[11px]",
        size === "m" && "size-9 text-sm",
        size === "l" && "size-12 text-lg",
        // Drawn, not written: the letters are no part of any name or label.
        "before:content-[attr(data-initials)]",
        hueOf(name),
      )}
      data-initials={initials(name)}
    />
  );
}
