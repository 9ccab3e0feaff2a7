/** Who is signed in. */
import { useQueryClient } from "@tanstack/react-query";
import { $api } from "@/api/client";
import type { Me } from "@/api/types";

export const sessionKey = ["get", "/api/session", {}] as const;

export function useSession() {
  return $api.useQuery("get", "/api/session", {}, { staleTime: 60_000, retry: false });
}

/** The person who is signed in. Only below the frame, which is not shown to anybody else. */
export function useMe(): Me {
  const cache = useQueryClient();
  const { data } = useSession();
  const me = data ?? cache.getQueryData<Me>(sessionKey);
  if (!me) throw new Error("nobody is signed in");
  return me;
}
