import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, byPages } from "@/api/client";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice } from "@/ui/notice";
import { RowSkeletons } from "@/ui/skeleton";
import { DealState, OverTime, Value } from "./deal-facts";
import { DealForm } from "./deal-form";

/** The deals of a contact, for whoever works with deals. */
export function ContactDeals({ contactId, name }: { contactId: string; name: string }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const pipelines = $api.useQuery("get", "/api/pipelines", {}).data?.items ?? [];
  const query = $api.useInfiniteQuery(
    "get",
    "/api/contacts/{id}/deals",
    { params: { path: { id: contactId }, query: { limit: 10 } } },
    byPages,
  );
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card
      title={t("crm.deals")}
      action={
        pipelines.length > 0 ? (
          <Button size="s" onClick={() => setAdding(true)} data-testid="contact-new-deal">
            {t("crm.new")}
          </Button>
        ) : undefined
      }
    >
      {query.isPending ? <RowSkeletons rows={1} /> : null}
      {query.isError ? <ErrorNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && rows.length === 0 ? (
        <p className="px-4 pb-4 text-text-2">{t("crm.noneOfContact")}</p>
      ) : null}
      <ul className="divide-y divide-line">
        {rows.map((deal) => (
          <li key={deal.id}>
            <Link
              to="/crm/$dealId"
              params={{ dealId: deal.id }}
              search={{ pipeline: deal.pipelineId }}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-hover"
              data-testid="contact-deal"
            >
              <span className="min-w-0 flex-1 basis-40 truncate font-medium">{deal.title}</span>
              <Value deal={deal} />
              <DealState deal={deal} />
              <OverTime deal={deal} />
            </Link>
          </li>
        ))}
      </ul>
      <MoreOnScroll
        has={query.hasNextPage}
        loading={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={() => void query.fetchNextPage()}
      />
      {adding ? (
        <DealForm
          pipelines={pipelines}
          contact={{ id: contactId, displayName: name }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </Card>
  );
}
