import { useEffect } from "react";
import { $api } from "@/api/client";
import { serverNow } from "@/app/clock";

/** Timers of a browser hold 24.8 days at most. */
const longest = 2_000_000_000;

/** What may be done with a contact on an account. Asked again when a time limit in the answer passes. */
export function useCallAction(contactId: string, accountId?: string) {
  const query = $api.useQuery("get", "/api/call-action", {
    params: { query: accountId ? { contactId, accountId } : { contactId } },
  });
  const { data, refetch } = query;
  useEffect(() => {
    if (!data) return;
    const limits = [data.authorization.until, data.call.until, data.request.until]
      .map((at) => (at ? Date.parse(at) - serverNow() : Number.NaN))
      .filter((ms) => ms > 0 && ms < longest);
    if (limits.length === 0) return;
    const timer = setTimeout(() => void refetch(), Math.min(...limits) + 250);
    return () => clearTimeout(timer);
  }, [data, refetch]);
  return query;
}
