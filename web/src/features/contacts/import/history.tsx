import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api, byPages } from "@/api/client";
import type { ContactImport } from "@/api/types";
import { Card } from "@/ui/card";
import { Moment } from "@/ui/moment";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { StateBadge } from "./state-badge";

/** The imports that were started, the newest first. */
export function History() {
  const { t } = useTranslation();
  const query = $api.useInfiniteQuery(
    "get",
    "/api/contact-imports",
    { params: { query: { limit: 20 } } },
    byPages,
  );
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <Skeleton className="h-32 rounded-card" />;
  if (query.isError && rows.length === 0) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (rows.length === 0) return null;
  return (
    <Card title={t("transfer.history")}>
      <ul className="divide-y divide-line border-line border-t">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      <MoreOnScroll
        has={query.hasNextPage}
        loading={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={() => void query.fetchNextPage()}
      />
    </Card>
  );
}

function Row({ row }: { row: ContactImport }) {
  const { t } = useTranslation();
  const numbers = (["added", "changed", "unchanged", "refused"] as const)
    .filter((what) => row[what] > 0)
    .map((what) => t(`transfer.count.${what}`, { count: row[what] }));
  return (
    <li>
      <Link
        to="/contacts/import/$importId"
        params={{ importId: row.id }}
        className="flex items-center gap-3 px-4 py-3 hover:bg-hover"
        data-testid="import-row"
      >
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 truncate font-medium">{row.fileName || t("transfer.noName")}</span>
            <StateBadge state={row.state} />
          </span>
          <span className="mt-0.5 block text-sm text-text-3">
            {[row.author, ...numbers].filter(Boolean).join(" · ")}
          </span>
        </span>
        <Moment at={row.startedAt ?? row.createdAt} className="shrink-0 text-sm text-text-3" />
        <ChevronRight className="size-4 shrink-0 text-text-3" aria-hidden />
      </Link>
    </li>
  );
}
