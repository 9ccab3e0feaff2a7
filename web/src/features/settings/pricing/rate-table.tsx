import { useTranslation } from "react-i18next";
import type { RateCard } from "@/api/types";
import { money } from "@/i18n/format";
import { Table, Td, Th } from "@/ui/table";
import { tierNames } from "./tiers";

/** Markets and the price of a minute in each tier. On a small screen each market is a block of its own. */
export function RateTable({ card, search }: { card: RateCard; search: string }) {
  const { t, i18n } = useTranslation();
  const words = search.trim().toLocaleLowerCase(i18n.language);
  const rows = card.rates.filter(({ market }) => market.toLocaleLowerCase(i18n.language).includes(words));
  const tiers = tierNames(card.edges, i18n.language);
  if (rows.length === 0) return <p className="py-8 text-center text-text-2">{t("form.none")}</p>;
  const prices = (perMinute: readonly number[]) =>
    tiers.map((tier, i) => ({
      tier,
      price: perMinute[i] === undefined ? "–" : money(perMinute[i], i18n.language),
    }));
  const unknown = (known: boolean) =>
    known ? null : <span className="block text-sm text-warn-text">{t("pricing.unknown")}</span>;
  return (
    <>
      <div className="hidden lg:block">
        <Table
          label={t("pricing.table")}
          head={
            <>
              <Th>{t("pricing.market")}</Th>
              {tiers.map((tier) => (
                <Th key={tier} className="whitespace-normal px-3 text-right align-bottom">
                  {tier}
                </Th>
              ))}
            </>
          }
        >
          {rows.map(({ market, perMinute, known }) => (
            <tr key={market} data-testid="rate">
              <Td className="whitespace-nowrap font-medium">
                {market}
                {unknown(known)}
              </Td>
              {prices(perMinute).map(({ tier, price }) => (
                <Td key={tier} className="px-3 text-right tabular-nums">
                  {price}
                </Td>
              ))}
            </tr>
          ))}
        </Table>
      </div>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface lg:hidden">
        {rows.map(({ market, perMinute, known }) => (
          <li key={market} className="px-4 py-3">
            <div className="font-medium">
              {market}
              {unknown(known)}
            </div>
            <dl className="mt-1 grid grid-cols-[1fr_auto] gap-x-4 text-sm">
              {prices(perMinute).map(({ tier, price }) => (
                <div key={tier} className="contents">
                  <dt className="text-text-3">{tier}</dt>
                  <dd className="text-right tabular-nums">{price}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}
