import { useTranslation } from "react-i18next";
import type { Estimate } from "@/api/types";
import { day, money } from "@/i18n/format";
import { Noted } from "@/ui/noted";

/** What a minute of a call to the contact is estimated to cost. Nothing where no rate card is in force. */
export function PerMinute({ estimate }: { estimate: Estimate }) {
  const { t, i18n } = useTranslation();
  const { reason, example, market, tier } = estimate;
  if (reason === "no_card") return null;
  const price = money(estimate.perMinute ?? 0, i18n.language);
  const from = day(estimate.card ?? "", i18n.language);
  return (
    <Noted
      note={
        reason
          ? t("cost.unknownHint")
          : t(example ? "cost.exampleHint" : "cost.perMinuteHint", { market, tier, day: from })
      }
      data-testid="per-minute"
      className="whitespace-nowrap text-sm max-sm:order-last max-sm:basis-full text-text-3 tabular-nums"
    >
      {reason ? t("cost.unknown") : t("cost.perMinute", { price })}
      {example ? <span className="max-sm:sr-only"> {t("cost.example")}</span> : null}
    </Noted>
  );
}
