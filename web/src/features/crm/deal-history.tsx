import { useTranslation } from "react-i18next";
import { $api, byPages } from "@/api/client";
import type { CustomField, Deal, DealEvent } from "@/api/types";
import { useFieldWords } from "@/features/fields/field-value";
import { useFields } from "@/features/fields/use-fields";
import { day } from "@/i18n/format";
import { Card } from "@/ui/card";
import { Moment } from "@/ui/moment";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice } from "@/ui/notice";
import { RowSkeletons } from "@/ui/skeleton";
import { amountWords } from "./money";

/** What happened to a deal, the newest first. */
export function DealHistory({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const query = $api.useInfiniteQuery(
    "get",
    "/api/deals/{id}/history",
    { params: { path: { id: deal.id }, query: { limit: 30 } } },
    byPages,
  );
  const fields = useFields("deal");
  const fieldOf = (line: DealEvent) => fields.find(({ id }) => id === line.fieldId);
  const lines = (query.data?.pages.flatMap((page) => page.items) ?? []).filter(
    (line) => line.kind !== "field" || fieldOf(line),
  );
  return (
    <Card title={t("crm.history")}>
      {query.isPending ? <RowSkeletons rows={2} /> : null}
      {query.isError && lines.length === 0 ? (
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      <ol className="space-y-3 px-4 pb-4">
        {lines.map((line) => (
          <li key={line.id} data-testid="deal-event" data-kind={line.kind}>
            <Words line={line} deal={deal} field={fieldOf(line)} />
            <p className="text-sm text-text-3">
              {line.actor?.name ?? t("line.somebody")} · <Moment at={line.at} />
            </p>
          </li>
        ))}
      </ol>
      <MoreOnScroll
        has={query.hasNextPage}
        loading={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={() => void query.fetchNextPage()}
      />
    </Card>
  );
}

function Words({ line, deal, field }: { line: DealEvent; deal: Deal; field?: CustomField }) {
  const { t, i18n } = useTranslation();
  const fieldWords = useFieldWords();
  const show = (text = "") => {
    if (!text) return t("crm.none");
    if (field) return fieldWords(field, text);
    if (line.kind === "value") return amountWords(Number(text), deal.currency, i18n.language);
    return line.kind === "close" ? day(text, i18n.language) : text;
  };
  const was = show(line.before);
  const became = show(line.after);
  const key = (line.kind === "won" || line.kind === "lost") && line.after ? `${line.kind}For` : line.kind;
  return (
    <p className="[overflow-wrap:anywhere]">{t(`crm.event.${key}`, { was, became, name: field?.name })}</p>
  );
}
