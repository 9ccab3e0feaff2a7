/** The cache of everything read from the server. */
import { QueryCache, QueryClient } from "@tanstack/react-query";
import { asApiError, isSignedOut } from "./problem";

/** Makes the cache. `onSignedOut` is called when the server no longer knows the session. */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (isSignedOut(error) && query.queryKey[1] !== "/api/session") onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => {
          const { status } = asApiError(error);
          return count < 2 && (status === 0 || status >= 500);
        },
        retryDelay: (count) => Math.min(500 * 2 ** count, 4000),
      },
    },
  });
}
