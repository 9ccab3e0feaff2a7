import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { PhoneCall, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api, byPages } from "@/api/client";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/choice";
import { listKeys } from "@/ui/list-keys";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice, Notice } from "@/ui/notice";
import { RowSkeletons } from "@/ui/skeleton";
import { CallRow } from "./call-row";

const outcomes = [
  "completed",
  "unanswered",
  "declined",
  "cancelled",
  "busy",
  "missed",
  "refused",
  "failed",
] as const;
const isOutcome = (value: string | undefined): value is (typeof outcomes)[number] =>
  outcomes.some((outcome) => outcome === value);

/** The history of calls, newest first. */
export function CallList({ selected }: { selected?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { direction, outcome, contact } = useSearch({ from: "/frame/calls" });
  const query = $api.useInfiniteQuery(
    "get",
    "/api/calls",
    {
      params: {
        query: {
          limit: 40,
          ...(direction === "inbound" || direction === "outbound" ? { direction } : {}),
          ...(isOutcome(outcome) ? { outcome } : {}),
          ...(contact ? { contactId: contact } : {}),
        },
      },
    },
    { ...byPages, placeholderData: (before) => before },
  );
  const rows = query.data?.pages.flatMap((page) => page.items ?? []) ?? [];
  const narrow = (change: { direction?: string; outcome?: string; contact?: string }) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...change }), replace: true });
  const filtered = Boolean(direction || outcome || contact);
  const clear = () => narrow({ direction: undefined, outcome: undefined, contact: undefined });

  return (
    <>
      <header className="space-y-2.5 border-line border-b px-4 pt-3 pb-3">
        <div className="flex h-6 items-center justify-between">
          <h2 className="font-semibold text-lg">{t("calls.title")}</h2>
          {filtered ? (
            <Button kind="ghost" size="s" onClick={clear} className="-mr-2">
              {t("calls.clear")}
            </Button>
          ) : null}
        </div>
        <div className="flex gap-2">
          <Choice
            className="flex-1"
            label={t("calls.direction")}
            value={direction ?? "any"}
            onChange={(value) => narrow({ direction: value === "any" ? undefined : value })}
            options={[
              { value: "any", label: t("calls.anyDirection") },
              { value: "outbound", label: t("calls.outbound") },
              { value: "inbound", label: t("calls.inbound") },
            ]}
          />
          <Choice
            className="flex-1"
            label={t("calls.outcome")}
            value={outcome ?? "any"}
            onChange={(value) => narrow({ outcome: value === "any" ? undefined : value })}
            options={[
              { value: "any", label: t("calls.anyOutcome") },
              ...outcomes.map((value) => ({ value: value as string, label: t(`outcome.${value}`) })),
            ]}
          />
        </div>
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: moves the focus between the links within */}
      <div className="min-h-0 flex-1 overflow-y-auto" onKeyDown={listKeys}>
        {query.isPending ? <RowSkeletons /> : null}
        {query.isError && rows.length === 0 ? (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : null}
        {query.isSuccess && rows.length === 0 && filtered ? (
          <Notice
            icon={<SearchX />}
            title={t("calls.emptyFilterTitle")}
            text={t("calls.emptyFilterText")}
            action={<Button onClick={clear}>{t("calls.clear")}</Button>}
          />
        ) : null}
        {query.isSuccess && rows.length === 0 && !filtered ? (
          <Notice
            icon={<PhoneCall />}
            title={t("calls.emptyTitle")}
            text={t("calls.emptyText")}
            action={
              <Button asChild>
                <Link to="/sac">{t("app.goHome")}</Link>
              </Button>
            }
          />
        ) : null}
        {rows.length > 0 ? (
          <ul aria-label={t("calls.title")}>
            {rows.map((call) => (
              <CallRow key={call.id} call={call} selected={call.id === selected} />
            ))}
          </ul>
        ) : null}
        <MoreOnScroll
          has={query.hasNextPage}
          loading={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
      </div>
    </>
  );
}
