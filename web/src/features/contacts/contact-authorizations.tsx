import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, byPages } from "@/api/client";
import type { AuthorizationEvent } from "@/api/types";
import { Authorization } from "@/features/call-action/authorization";
import { exact } from "@/i18n/format";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Moment } from "@/ui/moment";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice } from "@/ui/notice";
import { RowSkeletons } from "@/ui/skeleton";

/** What a contact allows each account, with what became of it. */
export function ContactAuthorizations({ contactId }: { contactId: string }) {
  const { t, i18n } = useTranslation();
  const at = (when: string) => exact(new Date(when), i18n.language);
  const [history, setHistory] = useState(false);
  const query = $api.useQuery("get", "/api/contacts/{id}/authorizations", {
    params: { path: { id: contactId } },
  });
  const rows = query.data?.items ?? [];
  return (
    <Card
      title={t("record.authorizations")}
      action={
        <Button
          kind="ghost"
          size="s"
          className="-mr-2"
          aria-expanded={history}
          onClick={() => setHistory(!history)}
          data-testid="authorization-history"
        >
          {t(history ? "record.hideHistory" : "record.showHistory")}
        </Button>
      }
    >
      {query.isPending ? <RowSkeletons rows={1} /> : null}
      {query.isError ? <ErrorNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && rows.length === 0 ? (
        <p className="px-4 pb-4 text-text-2">{t("record.noAccounts")}</p>
      ) : null}
      <ul className="space-y-3 px-4 pb-4 empty:hidden">
        {rows.map((row) => (
          <li key={row.accountId} className="space-y-1" data-testid="account-authorization">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span className="min-w-0 truncate font-medium">{row.accountName}</span>
              <Authorization authorization={row.authorization} />
            </div>
            <p className="text-sm text-text-3 empty:hidden">
              {[
                row.askedAt ? t("record.askedAt", { when: at(row.askedAt) }) : "",
                row.answeredAt ? t("record.answeredAt", { when: at(row.answeredAt) }) : "",
                row.unanswered > 0 ? t("record.unanswered", { count: row.unanswered }) : "",
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
      {history ? <History contactId={contactId} accounts={rows.length} /> : null}
    </Card>
  );
}

function History({ contactId, accounts }: { contactId: string; accounts: number }) {
  const { t } = useTranslation();
  const query = $api.useInfiniteQuery(
    "get",
    "/api/contacts/{id}/authorizations/history",
    { params: { path: { id: contactId }, query: { limit: 20 } } },
    byPages,
  );
  const lines = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="border-line border-t pt-3">
      {query.isPending ? <RowSkeletons rows={1} /> : null}
      {query.isError && lines.length === 0 ? (
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isSuccess && lines.length === 0 ? (
        <p className="px-4 pb-4 text-text-2">{t("record.noHistory")}</p>
      ) : null}
      <ol className="space-y-3 px-4 pb-4 empty:hidden">
        {lines.map((line) => (
          <li key={line.id} data-testid="authorization-event" data-kind={line.kind}>
            <Words line={line} />
            <p className="text-sm text-text-3">
              <Moment at={line.at} />
              {accounts > 1 ? ` · ${line.accountName}` : ""}
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
    </div>
  );
}

function Words({ line }: { line: AuthorizationEvent }) {
  const { t, i18n } = useTranslation();
  return (
    <p>
      {t(`record.event.${line.kind}`, {
        name: line.by?.name ?? t("line.somebody"),
        until: line.until ? exact(new Date(line.until), i18n.language) : "",
      })}
    </p>
  );
}
