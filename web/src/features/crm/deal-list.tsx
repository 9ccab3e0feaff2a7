import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, byPages } from "@/api/client";
import type { Deal, Pipeline } from "@/api/types";
import { CallHere } from "@/features/call-action/call-here";
import { Choice } from "@/ui/choice";
import { cn } from "@/ui/cn";
import { inputLook } from "@/ui/field";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { Segments } from "@/ui/segments";
import { RowSkeletons } from "@/ui/skeleton";
import { Table, Td, Th } from "@/ui/table";
import { dots } from "./colors";
import { CloseOn, DealState, OverTime, Value } from "./deal-facts";
import { DealMenu } from "./deal-menu";

const all = "all";
type State = Deal["state"] | typeof all;

/** The deals of a funnel as a table, which can be narrowed. */
export function DealList({
  pipeline,
  mine,
  selected,
}: {
  pipeline: Pipeline;
  mine: boolean;
  selected?: string;
}) {
  const { t } = useTranslation();
  const [state, setState] = useState<State>("open");
  const [search, setSearch] = useState("");
  const [owner, setOwner] = useState(all);
  const [before, setBefore] = useState("");
  const people = $api.useQuery("get", "/api/users", {}).data?.items ?? [];
  const query = $api.useInfiniteQuery(
    "get",
    "/api/pipelines/{id}/deals",
    {
      params: {
        path: { id: pipeline.id },
        query: {
          limit: 50,
          state: state === all ? undefined : [state],
          search: search || undefined,
          mine: mine || undefined,
          ownerId: mine || owner === all ? undefined : owner,
          closeBefore: before || undefined,
        },
      },
    },
    { ...byPages, placeholderData: (known) => known },
  );
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="min-h-0 flex-1 space-y-3 overflow-y-auto p-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-48 flex-1">
          <SearchField value={search} onChange={setSearch} label={t("crm.search")} />
        </div>
        <Segments
          label={t("crm.state")}
          value={state}
          onChange={setState}
          options={[
            { value: "open", label: t("crm.open") },
            { value: "won", label: t("crm.won") },
            { value: "lost", label: t("crm.lost") },
            { value: all, label: t("crm.all") },
          ]}
        />
        {mine ? null : (
          <Choice
            label={t("crm.owner")}
            value={owner}
            onChange={setOwner}
            options={[
              { value: all, label: t("crm.everybody") },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        <label className="flex items-center gap-2 text-sm text-text-2">
          {t("crm.closeBefore")}
          <input
            type="date"
            value={before}
            onChange={(event) => setBefore(event.target.value)}
            className={cn(inputLook, "h-8 w-auto")}
            data-testid="close-before"
          />
        </label>
      </div>
      {query.isPending ? <RowSkeletons rows={6} /> : null}
      {query.isError && rows.length === 0 ? (
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isSuccess && rows.length === 0 ? (
        <p className="py-10 text-center text-text-2">{t("crm.noDeals")}</p>
      ) : null}
      {rows.length > 0 ? (
        <Table
          label={t("crm.deals")}
          head={
            <>
              <Th>{t("crm.title")}</Th>
              <Th className="max-md:hidden">{t("crm.contact")}</Th>
              <Th className="max-md:hidden">{t("crm.stage")}</Th>
              <Th className="text-right">{t("crm.value")}</Th>
              <Th className="max-lg:hidden">{t("crm.owner")}</Th>
              <Th className="max-md:hidden">{t("crm.closeOn")}</Th>
              <Th>
                <span className="sr-only">{t("crm.actions")}</span>
              </Th>
            </>
          }
        >
          {rows.map((deal) => (
            <tr
              key={deal.id}
              className={cn("group hover:bg-hover", deal.id === selected && "bg-selected")}
              data-testid="deal-row"
            >
              <Td className="font-medium md:min-w-40">
                <Link to="/crm/$dealId" params={{ dealId: deal.id }} search={(known) => known}>
                  {deal.title}
                </Link>
                <span className="mt-0.5 block font-normal text-sm text-text-2 md:hidden">
                  {deal.contact.displayName}
                  <StageOf deal={deal} />
                </span>
              </Td>
              <Td className="whitespace-nowrap max-md:hidden">{deal.contact.displayName}</Td>
              <Td className="max-md:hidden">
                <StageOf deal={deal} />
              </Td>
              <Td className="whitespace-nowrap text-right">
                <Value deal={deal} />
              </Td>
              <Td className="whitespace-nowrap max-lg:hidden">{deal.owner?.name ?? t("crm.nobody")}</Td>
              <Td className="whitespace-nowrap max-md:hidden">
                <CloseOn deal={deal} />
              </Td>
              <Td className="py-1 max-md:px-1">
                <span className="flex items-center justify-end">
                  <CallHere
                    contactId={deal.contact.id}
                    name={deal.contact.displayName}
                    phone={deal.contact.phone}
                    place="deal"
                  />
                  <DealMenu deal={deal} pipeline={pipeline} />
                </span>
              </Td>
            </tr>
          ))}
        </Table>
      ) : null}
      <MoreOnScroll
        has={query.hasNextPage}
        loading={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={() => void query.fetchNextPage()}
      />
    </div>
  );
}

/** Where a deal stands, and whether it goes on. */
function StageOf({ deal }: { deal: Deal }) {
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <span className={cn("size-2.5 shrink-0 rounded-full", dots[deal.stage.color])} aria-hidden />
      {deal.stage.name}
      {deal.state === "open" ? <OverTime deal={deal} /> : <DealState deal={deal} />}
    </span>
  );
}
