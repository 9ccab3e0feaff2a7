import { useTranslation } from "react-i18next";
import type { RateCards } from "@/api/types";
import { Card } from "@/ui/card";

/** What each account placed in the month so far, and the tier that it is in by that. */
export function MonthCard({ month }: { month: RateCards["month"] }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  return (
    <Card title={t("pricing.month")}>
      <ul className="divide-y divide-line border-line border-t">
        {month.map(({ account, minutes, tier }) => (
          <li
            key={account.id}
            className="flex flex-wrap items-baseline gap-x-4 px-4 py-2.5"
            data-testid="month"
          >
            <span className="min-w-0 flex-1 basis-40 truncate font-medium">{account.name}</span>
            <span className="tabular-nums">{t("pricing.minutes", { minutes: number.format(minutes) })}</span>
            <span className="text-text-3">{t("pricing.tier", { tier })}</span>
          </li>
        ))}
      </ul>
      <p className="border-line border-t px-4 py-3 text-sm text-text-3">{t("pricing.monthHint")}</p>
    </Card>
  );
}
