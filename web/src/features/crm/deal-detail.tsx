import { Link } from "@tanstack/react-router";
import { ArrowRight, Pencil, SearchX, Trophy, X, XCircle } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Deal, Pipeline } from "@/api/types";
import { useMe } from "@/app/session";
import { CallAction } from "@/features/call-action/call-action";
import { FieldFacts } from "@/features/fields/field-facts";
import { useFields } from "@/features/fields/use-fields";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Hint } from "@/ui/hint";
import { Moment } from "@/ui/moment";
import { ErrorNotice, Notice } from "@/ui/notice";
import { Phone } from "@/ui/phone";
import { Skeleton } from "@/ui/skeleton";
import { dots } from "./colors";
import { CloseOn, DealState, OverTime, Value } from "./deal-facts";
import { DealForm } from "./deal-form";
import { DealHistory } from "./deal-history";
import { DealMenu } from "./deal-menu";
import { EndDialog } from "./end-dialog";

/** A deal: who may buy and how to call them, what is written on it, how it ends, and what happened to it. */
export function DealDetail({ id, pipelines }: { id: string; pipelines: readonly Pipeline[] }) {
  const query = $api.useQuery("get", "/api/deals/{id}", { params: { path: { id } } });
  if (query.isError && asApiError(query.error).status === 404) return <Gone />;
  if (query.isError && !query.data) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  const deal = query.data;
  const pipeline = pipelines.find((one) => one.id === deal?.pipelineId);
  if (!deal || !pipeline) {
    return (
      <div className="space-y-4 p-4" aria-hidden>
        <Skeleton className="h-8 rounded-soft" />
        <Skeleton className="h-40 rounded-card" />
        <Skeleton className="h-56 rounded-card" />
      </div>
    );
  }
  return <Shown deal={deal} pipeline={pipeline} pipelines={pipelines} />;
}

/** That there is no such deal, also when somebody deleted it while it was on show. */
function Gone() {
  const { t } = useTranslation();
  return (
    <Notice
      icon={<SearchX />}
      title={t("crm.goneTitle")}
      text={t("crm.goneText")}
      action={
        <Button asChild>
          <Link to="/crm" search={(before) => before} data-testid="leave-deal">
            {t("crm.back")}
          </Link>
        </Button>
      }
    />
  );
}

function Shown({
  deal,
  pipeline,
  pipelines,
}: {
  deal: Deal;
  pipeline: Pipeline;
  pipelines: readonly Pipeline[];
}) {
  const { t } = useTranslation();
  const me = useMe();
  const fields = useFields("deal");
  const [editing, setEditing] = useState(false);
  const [ending, setEnding] = useState<"won" | "lost">();
  const { contact } = deal;
  return (
    <>
      <header className="flex items-start gap-2 border-line border-b bg-surface px-4 py-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-lg [overflow-wrap:anywhere]">{deal.title}</h2>
          <p className="mt-1 flex flex-wrap items-center gap-2">
            <DealState deal={deal} />
            <span className="inline-flex items-center gap-1.5 text-sm text-text-2">
              <span className={cn("size-2.5 rounded-full", dots[deal.stage.color])} aria-hidden />
              {deal.stage.name}
            </span>
            <OverTime deal={deal} />
          </p>
        </div>
        <Hint text={t("crm.editTitle")}>
          <Button
            kind="ghost"
            size="icon"
            onClick={() => setEditing(true)}
            aria-label={t("crm.editTitle")}
            data-testid="edit-deal"
          >
            <Pencil className="size-4" aria-hidden />
          </Button>
        </Hint>
        <DealMenu deal={deal} pipeline={pipeline} />
        <Button asChild kind="ghost" size="icon">
          <Link to="/crm" search={(before) => before} aria-label={t("crm.back")} data-testid="close-deal">
            <X className="size-4" aria-hidden />
          </Link>
        </Button>
      </header>
      <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4" data-testid="deal-detail">
        <section
          className="space-y-3 rounded-card border border-line bg-surface p-4"
          aria-label={t("crm.contact")}
        >
          <div className="flex items-center gap-2">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{contact.displayName}</p>
              {contact.phone ? (
                <p className="text-sm text-text-3">
                  <Phone digits={contact.phone} />
                </p>
              ) : null}
            </div>
            {me.can.contacts ? (
              <Button asChild kind="ghost" size="icon">
                <Link
                  to="/contacts/$contactId"
                  params={{ contactId: contact.id }}
                  aria-label={t("crm.openContact", { name: contact.displayName })}
                >
                  <ArrowRight className="size-4" aria-hidden />
                </Link>
              </Button>
            ) : null}
          </div>
          <CallAction contactId={contact.id} name={contact.displayName} phone={contact.phone} place="deal" />
        </section>
        <section
          aria-label={t("crm.deal")}
          className="space-y-3 rounded-card border border-line bg-surface p-4"
        >
          <dl className="grid grid-cols-2 gap-3">
            <Fact label={t("crm.value")}>
              <Value deal={deal} className="font-semibold" />
            </Fact>
            <Fact label={t("crm.owner")}>{deal.owner?.name ?? t("crm.nobody")}</Fact>
            <Fact label={t("crm.closeOn")}>{deal.closeOn ? <CloseOn deal={deal} /> : t("crm.noDay")}</Fact>
            <Fact label={t("crm.inStage")}>
              <Moment at={deal.enteredAt} />
            </Fact>
            {deal.reason ? <Fact label={t("crm.reason")}>{deal.reason}</Fact> : null}
            <FieldFacts fields={fields} values={deal.fields} />
          </dl>
          {deal.state === "open" ? (
            <div className="flex flex-wrap gap-2 pt-1">
              <Button onClick={() => setEnding("won")} data-testid="win-deal">
                <Trophy className="size-4 text-good" aria-hidden />
                {t("crm.win")}
              </Button>
              <Button onClick={() => setEnding("lost")} data-testid="lose-deal">
                <XCircle className="size-4 text-bad" aria-hidden />
                {t("crm.lose")}
              </Button>
            </div>
          ) : null}
        </section>
        <DealHistory deal={deal} />
      </div>
      {editing ? <DealForm deal={deal} pipelines={pipelines} onClose={() => setEditing(false)} /> : null}
      {ending ? (
        <EndDialog deal={deal} pipeline={pipeline} as={ending} onClose={() => setEnding(undefined)} />
      ) : null}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-text-3">{label}</dt>
      <dd className="min-h-6 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
