import { useTranslation } from "react-i18next";
import type { Quality as Level } from "@/softphone/state";
import { cn } from "@/ui/cn";
import { Hint } from "@/ui/hint";

const bars: Record<Level, { lit: number; colour: string }> = {
  unknown: { lit: 0, colour: "" },
  poor: { lit: 1, colour: "bg-bad" },
  fair: { lit: 2, colour: "bg-warn" },
  good: { lit: 3, colour: "bg-good" },
};

/** How well the customer's audio arrives. */
export function Quality({ level, name }: { level: Level; name: string }) {
  const { t } = useTranslation();
  const { lit, colour } = bars[level];
  return (
    <Hint text={`${t(`bar.quality_${level}`)}. ${t("bar.qualityHint", { name })}`}>
      <span
        role="img"
        aria-label={t(`bar.quality_${level}`)}
        data-testid="quality"
        className="flex h-8 items-center gap-1.5 rounded-soft px-1.5"
      >
        <span className="flex h-3.5 items-end gap-[3px]" aria-hidden>
          {[1, 2, 3].map((n) => (
            <span
              key={n}
              style={{ height: `${n * 33}%` }}
              className={cn("w-[3px] rounded-full", n <= lit ? colour : "bg-line-strong/45")}
            />
          ))}
        </span>
        <span className="text-sm text-text-2 max-lg:hidden" aria-hidden>
          {t(`bar.quality_${level}`)}
        </span>
      </span>
    </Hint>
  );
}
