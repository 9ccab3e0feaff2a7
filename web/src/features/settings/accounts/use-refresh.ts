import { useQueryClient } from "@tanstack/react-query";

/** Reads again all that shows accounts. */
export const useRefresh = () => {
  const cache = useQueryClient();
  return () =>
    cache.invalidateQueries({
      predicate: ({ queryKey }) =>
        String(queryKey[1]).startsWith("/api/settings/") || queryKey[1] === "/api/accounts",
    });
};
