import { useDroppable } from "@dnd-kit/core";
import { useTranslation } from "react-i18next";
import { $api, byPages } from "@/api/client";
import type { BoardColumn as Column, Deal, Pipeline } from "@/api/types";
import { cn } from "@/ui/cn";
import { listKeys } from "@/ui/list-keys";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { dots } from "./colors";
import { DealCard } from "./deal-card";
import { amountWords } from "./money";
import { arranged, type Move, totals } from "./moves";

/** A stage of the board: its totals, its cards from the top, and where others are dropped. */
export function BoardColumn({
  column,
  pipeline,
  mine,
  selected,
  hidden,
  move,
  target,
  onCards,
}: {
  column: Column;
  pipeline: Pipeline;
  mine: boolean;
  selected?: string;
  /** Not shown where there is room for one stage only. */
  hidden: boolean;
  /** What is on its way to the server. */
  move?: Move;
  /** Where what is being drawn would come to. */
  target?: { stageId: string; below?: string };
  onCards: (stageId: string, cards: Deal[]) => void;
}) {
  const { t, i18n } = useTranslation();
  const stageId = column.stage.id ?? "";
  const { setNodeRef } = useDroppable({ id: `stage:${stageId}`, data: { stageId } });
  const query = $api.useInfiniteQuery(
    "get",
    "/api/pipelines/{id}/stages/{stageId}/deals",
    { params: { path: { id: pipeline.id, stageId }, query: { limit: 30, mine: mine || undefined } } },
    { ...byPages, placeholderData: (before) => before },
  );
  const cards = arranged(query.data?.pages.flatMap((page) => page.items) ?? [], stageId, move);
  onCards(stageId, cards);
  const sum = totals({ id: stageId, deals: column.deals, value: column.value }, move);
  const here = target?.stageId === stageId;
  return (
    <section
      ref={setNodeRef}
      aria-label={column.stage.name}
      data-testid="stage"
      data-stage={column.stage.name}
      className={cn(
        "flex min-h-0 min-w-0 flex-1 flex-col rounded-card border bg-sunken md:min-w-48 md:max-w-96",
        hidden && "max-md:hidden",
        here ? "border-accent" : "border-transparent",
      )}
    >
      <header className="px-3 pt-2.5 pb-2">
        <h3 className="flex items-center gap-2 font-semibold text-sm">
          <span className={cn("size-2.5 shrink-0 rounded-full", dots[column.stage.color])} aria-hidden />
          <span className="truncate">{column.stage.name}</span>
          <span className="font-normal text-text-3 tabular-nums" data-testid="stage-count">
            <span aria-hidden>{sum.deals}</span>
            <span className="sr-only">{t("crm.count", { count: sum.deals })}</span>
          </span>
        </h3>
        <p className="text-sm text-text-2 tabular-nums" data-testid="stage-total">
          {amountWords(sum.value, pipeline.currency, i18n.language)}
        </p>
      </header>
      <div className="relative px-2">
        {here && !target.below ? (
          <div className="absolute inset-x-2 -top-1 h-0.5 rounded-full bg-accent" />
        ) : null}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: moves the focus between the links within */}
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2" onKeyDown={listKeys}>
        {query.isPending ? (
          <div className="space-y-2">
            {[0, 1].map((i) => (
              <Skeleton key={i} className="h-[118px] rounded-soft" />
            ))}
          </div>
        ) : null}
        {query.isError && cards.length === 0 ? (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : null}
        {query.isSuccess && cards.length === 0 ? (
          <p className="px-2 py-6 text-center text-sm text-text-3">{t("crm.emptyStage")}</p>
        ) : null}
        <ul className="space-y-2">
          {cards.map((deal) => (
            <DealCard
              key={deal.id}
              deal={deal}
              pipeline={pipeline}
              selected={deal.id === selected}
              line={here && target.below === deal.id}
            />
          ))}
        </ul>
        <MoreOnScroll
          has={query.hasNextPage}
          loading={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
      </div>
    </section>
  );
}
