import { useNavigate, useSearch } from "@tanstack/react-router";
import { Inbox, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api, byPages } from "@/api/client";
import { Button } from "@/ui/button";
import { listKeys } from "@/ui/list-keys";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice, Notice } from "@/ui/notice";
import { Segments } from "@/ui/segments";
import { RowSkeletons } from "@/ui/skeleton";
import { ConversationRow } from "./conversation-row";
import { Narrowed } from "./narrow-menu";
import { asked, isNarrowed, type Narrowing, wide } from "./narrowing";
import { ServicesHead } from "./services-head";
import { stateWords } from "./state-words";
import { TextHits } from "./text-hits";

const states = [
  { value: "all", label: "sac.all" },
  { value: "waiting", label: stateWords.waiting },
  { value: "in_service", label: stateWords.in_service },
  { value: "closed", label: stateWords.closed },
] as const;

/** The services, newest entry first. */
export function ConversationList({ selected }: { selected?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const by = useSearch({ from: "/frame/sac" });
  const { state, q } = by;
  const query = $api.useInfiniteQuery(
    "get",
    "/api/conversations",
    { params: { query: { limit: 40, ...asked(by) } } },
    { ...byPages, placeholderData: (before) => before },
  );
  const counts = $api.useQuery("get", "/api/service-counts", {}).data;
  const counted = (label: string, n?: number) => (n ? `${label} ${n}` : label);
  const rows = query.data?.pages.flatMap((page) => page.items ?? []) ?? [];
  const narrow = (change: Narrowing) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...change }), replace: true });
  const filtered = isNarrowed(by);

  return (
    <>
      <header className="space-y-2.5 border-line border-b px-4 pt-3 pb-3">
        <ServicesHead by={by} onChange={narrow} mine={counts?.mine} />
        <Segments
          label={t("sac.filter")}
          value={state ?? "all"}
          onChange={(next) => narrow({ state: next === "all" ? undefined : next })}
          options={states.map(({ value, label }) => ({
            value,
            label: value === "waiting" ? counted(t(label), counts?.waiting) : t(label),
          }))}
        />
        <Narrowed by={by} onChange={narrow} />
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: moves the focus between the links within */}
      <div className="min-h-0 flex-1 overflow-y-auto" onKeyDown={listKeys}>
        {query.isPending ? <RowSkeletons tall /> : null}
        {query.isError && rows.length === 0 ? (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : null}
        {query.isSuccess && rows.length === 0 && !filtered ? (
          <Notice icon={<Inbox />} title={t("sac.emptyTitle")} text={t("sac.emptyText")} />
        ) : null}
        {query.isSuccess && rows.length === 0 && filtered && q ? (
          <p className="px-4 py-3 text-text-3">{t("sac.nobody")}</p>
        ) : null}
        {query.isSuccess && rows.length === 0 && filtered && !q ? (
          <Notice
            icon={<SearchX />}
            title={t("sac.emptyFilterTitle")}
            text={t("sac.emptyFilterText")}
            action={<Button onClick={() => narrow(wide)}>{t("sac.clearFilter")}</Button>}
          />
        ) : null}
        {rows.length > 0 ? (
          <ul aria-label={t("sac.list")}>
            {rows.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                selected={conversation.id === selected}
              />
            ))}
          </ul>
        ) : null}
        <MoreOnScroll
          has={query.hasNextPage}
          loading={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
        {q && !query.hasNextPage ? <TextHits search={q} /> : null}
      </div>
    </>
  );
}
