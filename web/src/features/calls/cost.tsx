import { useTranslation } from "react-i18next";
import type { Call } from "@/api/types";
import { day, money } from "@/i18n/format";
import { Noted } from "@/ui/noted";
import { costWords } from "./words";

/** What a call is estimated at, and how that comes about. */
export function Cost({ call }: { call: Call }) {
  const { t, i18n } = useTranslation();
  const { cost } = call;
  if (!cost) return null;
  const how = cost.free
    ? t("cost.freeHint")
    : cost.reason
      ? t("cost.unknownHint")
      : t(cost.example ? "cost.callExampleHint" : "cost.callHint", {
          pulses: cost.pulses,
          price: money(cost.perMinute ?? 0, i18n.language),
          market: cost.market,
          tier: cost.tier,
          day: day(cost.card ?? "", i18n.language),
        });
  return (
    <Noted note={how} className="tabular-nums" data-testid="cost">
      {costWords(call, i18n)}
      {cost.example ? <span className="text-text-3"> {t("cost.example")}</span> : null}
    </Noted>
  );
}
