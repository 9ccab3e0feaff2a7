import { useQuery } from "@tanstack/react-query";
import { Download, ScrollText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, byPages } from "@/api/client";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/choice";
import { inputLook } from "@/ui/field";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice, NoPermission, Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { AuditEntry } from "./audit-entry";

const kinds = [
  "contact",
  "field",
  "quick_reply",
  "closing",
  "account",
  "calling",
  "user",
  "invitation",
  "department",
  "group",
  "plan",
  "rates",
  "token",
  "workspace",
] as const;
const all = "all";

/** Who changed what, when and from where. */
export function AuditPage() {
  const { t } = useTranslation();
  const me = useMe();
  const people = useQuery($api.queryOptions("get", "/api/users")).data?.items ?? [];
  const [actor, setActor] = useState(all);
  const [kind, setKind] = useState<string>(all);
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const filter = {
    ...(actor === all ? {} : { actor }),
    ...(kind === all ? {} : { action: kind }),
    ...(from ? { from: new Date(`${from}T00:00`).toISOString() } : {}),
    ...(until ? { until: new Date(new Date(`${until}T00:00`).getTime() + 86_400_000).toISOString() } : {}),
  };
  const query = $api.useInfiniteQuery(
    "get",
    "/api/settings/audit",
    { params: { query: { limit: 50, ...filter } } },
    { ...byPages, placeholderData: (before) => before },
  );
  if (!me.can.audit) return <NoPermission reason="no_settings" />;
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  const narrowed = Object.keys(filter).length > 0;
  const date = `${inputLook} h-8 w-36 px-2`;
  return (
    <Page
      title={t("audit.title")}
      lead={t("audit.lead")}
      action={
        <Button asChild>
          <a
            href={`/api/settings/audit.csv?${new URLSearchParams(filter)}`}
            download="audit.csv"
            data-testid="export"
          >
            <Download className="size-4" aria-hidden />
            {t("audit.export")}
          </a>
        </Button>
      }
    >
      <div className="flex flex-wrap items-end gap-3">
        <Choice
          label={t("audit.who")}
          value={actor}
          onChange={setActor}
          options={[
            { value: all, label: t("audit.everybody") },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Choice
          label={t("audit.kind")}
          value={kind}
          onChange={setKind}
          options={[
            { value: all, label: t("audit.everything") },
            ...kinds.map((value) => ({ value: value as string, label: t(`audit.kinds.${value}`) })),
          ]}
        />
        <label className="flex items-center gap-2 text-sm">
          {t("audit.from")}
          <input
            type="date"
            value={from}
            max={until}
            onChange={(event) => setFrom(event.target.value)}
            className={date}
          />
        </label>
        <label className="flex items-center gap-2 text-sm">
          {t("audit.until")}
          <input
            type="date"
            value={until}
            min={from}
            onChange={(event) => setUntil(event.target.value)}
            className={date}
          />
        </label>
      </div>
      {query.isPending ? <Skeleton className="h-64 rounded-card" /> : null}
      {query.isError && entries.length === 0 ? (
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isSuccess && entries.length === 0 ? (
        <Notice
          icon={<ScrollText />}
          title={narrowed ? t("form.none") : t("audit.emptyTitle")}
          text={narrowed ? undefined : t("audit.emptyText")}
        />
      ) : null}
      {entries.length > 0 ? (
        <ol className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
          {entries.map((entry) => (
            <AuditEntry key={entry.id} entry={entry} />
          ))}
        </ol>
      ) : null}
      <MoreOnScroll
        has={query.hasNextPage}
        loading={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={() => void query.fetchNextPage()}
      />
    </Page>
  );
}
