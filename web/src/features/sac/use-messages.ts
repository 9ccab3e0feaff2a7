import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { client, must } from "@/api/client";

/** How many messages are read at once, and how many such pages are held: more would be read again with each new message. */
const page = 50;
const held = 8;

type From = { after?: string; before?: string; around?: string };

/** A window of a service's messages, newest first: its end, or what stands around a message. It moves both ways. */
export function useMessages(id: string, around?: string) {
  const cache = useQueryClient();
  // In the form of the other queries, so that events find it.
  const queryKey = ["get", "/api/conversations/{id}/messages", { params: { path: { id } } }, around ?? ""];
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: (around ? { around } : {}) as From,
    queryFn: ({ pageParam, signal }) =>
      must(
        client.GET("/api/conversations/{id}/messages", {
          params: { path: { id }, query: { limit: page, ...pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (last): From | undefined => (last.next ? { after: last.next } : undefined),
    getPreviousPageParam: (first): From | undefined => (first.back ? { before: first.back } : undefined),
    maxPages: held,
  });
  return { ...query, restart: () => cache.resetQueries({ queryKey }) };
}
