import { useQueryClient } from "@tanstack/react-query";

const shown = [
  "/api/contacts",
  "/api/contacts/{id}",
  "/api/duplicates",
  "/api/conversations",
  "/api/conversations/{id}",
  "/api/call-action",
  "/api/tags",
];

/** Reads again whatever shows a contact. */
export function useContactRefresh() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ predicate: ({ queryKey }) => shown.includes(String(queryKey[1])) });
}
