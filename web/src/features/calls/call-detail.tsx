import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { CallDetail as Detail } from "@/api/types";
import { CallAction } from "@/features/call-action/call-action";
import { failureWords, metaWords } from "@/features/call-action/words";
import { dayAndTime, duration, exact } from "@/i18n/format";
import { Button } from "@/ui/button";
import { ErrorNotice } from "@/ui/notice";
import { Phone } from "@/ui/phone";
import { HeadSkeleton, Skeleton } from "@/ui/skeleton";
import { Technical } from "@/ui/technical";
import { CallIcon } from "./call-icon";
import { Cost } from "./cost";
import { Timeline } from "./timeline";
import { callSummary } from "./words";

/** A call: its people, its times, why it failed, and its timeline. */
export function CallDetail({ id }: { id: string }) {
  const query = $api.useQuery("get", "/api/calls/{id}", { params: { path: { id } } });
  if (query.isError && !query.data) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Loading />;
  return <Shown call={query.data} />;
}

function Shown({ call }: { call: Detail }) {
  const { t, i18n } = useTranslation();
  const { title, text } = callSummary(call, i18n);
  const { contact } = call;
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-3 py-2.5 md:px-5">
        <div className="flex min-w-0 flex-1 basis-64 items-center gap-3">
          <Button asChild kind="ghost" size="icon" className="-mx-1 md:hidden">
            <Link to="/calls" search={(before) => before} aria-label={t("calls.back")}>
              <ArrowLeft className="size-[18px]" aria-hidden />
            </Link>
          </Button>
          <CallIcon call={call} />
          <div className="min-w-0">
            <h2 className="truncate font-semibold">{title}</h2>
            <div className="truncate text-sm text-text-2">{text}</div>
          </div>
        </div>
        <CallAction
          contactId={contact.id}
          name={contact.displayName}
          phone={contact.phone}
          accountId={call.account.id}
          place="call"
        />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-[60rem] space-y-6 p-4 md:p-6">
          {call.failure && call.outcome === "failed" ? <WhyFailed call={call} /> : null}
          <Facts call={call} />
          <section aria-labelledby="timeline-title">
            <h3 id="timeline-title" className="font-semibold">
              {t("calls.timeline")}
            </h3>
            <p className="mb-3 text-sm text-text-3">{t("calls.timelineHint")}</p>
            <Timeline lines={call.timeline ?? []} />
          </section>
        </div>
      </div>
    </>
  );
}

function Facts({ call }: { call: Detail }) {
  const { t, i18n } = useTranslation();
  const time = (at?: string) =>
    at ? (
      <time dateTime={at} title={exact(new Date(at), i18n.language)}>
        {dayAndTime(new Date(at), i18n.language)}
      </time>
    ) : null;
  const rows: [string, ReactNode][] = [
    [t("calls.operator"), call.operator?.name ?? t("calls.noOperator")],
    [t("calls.account"), call.account.name],
    [t("calls.number"), call.contact.phone ? <Phone key="number" digits={call.contact.phone} /> : null],
    [t("calls.started"), time(call.createdAt)],
    [t("calls.answered"), time(call.answeredAt) ?? t("calls.notAnswered")],
    [t("calls.ended"), time(call.endedAt)],
    [t("calls.rang"), call.ringSeconds ? duration(call.ringSeconds, t) : null],
    [t("calls.talked"), call.durationSeconds ? duration(call.durationSeconds, t) : null],
    [t("cost.title"), call.cost && call.cost.reason !== "no_card" ? <Cost key="cost" call={call} /> : null],
  ];
  return (
    <div className="rounded-card border border-line bg-surface p-4">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 lg:grid-cols-4">
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} className="min-w-0">
              <dt className="text-sm text-text-3">{label}</dt>
              <dd className="truncate">{value}</dd>
            </div>
          ))}
      </dl>
      <Technical className="mt-4" copy={[call.id, call.metaId].filter(Boolean).join("\n")}>
        <dl className="space-y-1.5">
          <Id label={t("calls.callId")} value={call.id} />
          <Id label={t("calls.metaId")} value={call.metaId} />
        </dl>
      </Technical>
    </div>
  );
}

function WhyFailed({ call }: { call: Detail }) {
  const { t, i18n } = useTranslation();
  const failure = call.failure;
  const words = failureWords(failure?.reason, i18n);
  return (
    <div className="rounded-card border border-bad/30 bg-bad-soft p-4">
      <h3 className="font-semibold text-bad-text">{words.message}</h3>
      <p>{words.fix}</p>
      {failure && (failure.code || failure.title || failure.details || failure.traceId) ? (
        <Technical className="mt-2" copy={[metaWords(failure, t), call.metaId].filter(Boolean).join("\n")}>
          <dl className="space-y-1.5">
            <Id
              label={t("calls.metaWords")}
              value={[failure.title, failure.details].filter(Boolean).join("\n")}
            />
            <Id label={t("calls.errorCode")} value={failure.code ? String(failure.code) : ""} />
            <Id label={t("calls.trace")} value={failure.traceId} />
          </dl>
        </Technical>
      ) : null}
    </div>
  );
}

function Id({ label, value }: { label: string; value?: string }) {
  if (!value) return null;
  return (
    <div className="text-xs">
      <dt className="text-text-3">{label}</dt>
      <dd className="whitespace-pre-wrap break-all font-mono">{value}</dd>
    </div>
  );
}

function Loading() {
  return (
    <div aria-hidden>
      <HeadSkeleton />
      <div className="mx-auto max-w-[60rem] space-y-6 p-6">
        <Skeleton className="h-40 rounded-card" />
        <Skeleton className="h-64 rounded-card" />
      </div>
    </div>
  );
}
