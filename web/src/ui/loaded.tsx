import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorNotice } from "./notice";
import { Skeleton } from "./skeleton";

/** What a query brought; until then its place, and what went wrong instead of it. What is there stays while it is read again. */
export function Loaded<T>({
  query,
  skeleton,
  children,
}: {
  query: Pick<UseQueryResult<T, unknown>, "data" | "error" | "isError" | "refetch">;
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton ?? <Skeleton className="h-40 rounded-card" />;
}
