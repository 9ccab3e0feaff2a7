import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { KanbanSquare, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/choice";
import { cn } from "@/ui/cn";
import { Loaded } from "@/ui/loaded";
import { NoPermission } from "@/ui/notice";
import { Segments } from "@/ui/segments";
import { Skeleton } from "@/ui/skeleton";
import { DealDetail } from "./deal-detail";
import { DealForm } from "./deal-form";
import { DealList } from "./deal-list";
import { FirstFunnel } from "./first-funnel";

/** Drawing and dropping is loaded with the board alone. */
const Board = lazy(() => import("./board").then((m) => ({ default: m.Board })));

/** CRM: a funnel as a board or as a list, and one of its deals at the side. */
export function CrmPage() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const { dealId } = useParams({ strict: false });
  const search = useSearch({ from: "/frame/crm" });
  const query = $api.useQuery("get", "/api/pipelines", {}, { enabled: me.can.crm });
  const [adding, setAdding] = useState(false);
  const change = (next: Partial<typeof search>) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...next }), replace: true });
  if (!me.can.crm) return <NoPermission reason="no_crm" />;
  return (
    <Loaded query={query} skeleton={<Waiting />}>
      {({ items }) => {
        const pipeline = items.find(({ id }) => id === search.pipeline) ?? items[0];
        if (!pipeline) return <FirstFunnel />;
        return (
          <div className="flex h-full min-h-0">
            <section className={cn("flex min-h-0 min-w-0 flex-1 flex-col", dealId && "hidden lg:flex")}>
              <header className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2.5">
                <KanbanSquare className="size-[18px] text-text-3 max-sm:hidden" aria-hidden />
                <h1 className="font-semibold text-lg">{t("crm.name")}</h1>
                <Choice
                  label={t("crm.funnel")}
                  value={pipeline.id}
                  onChange={(id) => change({ pipeline: id, stage: undefined })}
                  options={items.map(({ id, name }) => ({ value: id, label: name }))}
                  className="max-w-48"
                />
                <div className="ml-auto flex flex-wrap items-center gap-2">
                  <Segments
                    label={t("crm.whose")}
                    value={search.mine ? "mine" : "all"}
                    onChange={(value) => change({ mine: value === "mine" || undefined })}
                    options={[
                      { value: "all", label: t("crm.all") },
                      { value: "mine", label: t("crm.mine") },
                    ]}
                  />
                  <Segments
                    label={t("crm.view")}
                    value={search.table ? "list" : "board"}
                    onChange={(view) => change({ table: view === "list" || undefined })}
                    options={[
                      { value: "board", label: t("crm.board") },
                      { value: "list", label: t("crm.list") },
                    ]}
                  />
                  <Button kind="primary" onClick={() => setAdding(true)} data-testid="new-deal">
                    <Plus className="size-4" aria-hidden />
                    {t("crm.new")}
                  </Button>
                </div>
              </header>
              {search.table ? (
                <DealList
                  key={pipeline.id}
                  pipeline={pipeline}
                  mine={Boolean(search.mine)}
                  selected={dealId}
                />
              ) : (
                <Suspense fallback={<Columns />}>
                  <Board
                    key={pipeline.id}
                    pipeline={pipeline}
                    mine={Boolean(search.mine)}
                    selected={dealId}
                    shown={search.stage}
                    onShow={(stage) => change({ stage })}
                  />
                </Suspense>
              )}
            </section>
            {dealId ? (
              <aside
                aria-label={t("crm.deal")}
                className="flex min-h-0 w-full flex-col border-line bg-bg lg:w-[400px] lg:shrink-0 lg:border-l"
              >
                <DealDetail key={dealId} id={dealId} pipelines={items} />
              </aside>
            ) : null}
            {adding || search.add ? (
              <DealForm
                pipelines={items}
                pipelineId={pipeline.id}
                onClose={() => {
                  setAdding(false);
                  if (search.add) change({ add: undefined });
                }}
              />
            ) : null}
          </div>
        );
      }}
    </Loaded>
  );
}

const Columns = () => (
  <div className="flex min-h-0 flex-1 gap-3 p-3" aria-hidden>
    {[0, 1, 2].map((i) => (
      <Skeleton key={i} className="h-full flex-1 rounded-card" />
    ))}
  </div>
);

const Waiting = () => (
  <div className="flex h-full flex-col" aria-hidden>
    <Skeleton className="m-3 h-10 rounded-soft" />
    <Columns />
  </div>
);
