/** Who is signed in. */
import { createContext, useContext } from "react";
import { $api } from "@/api/client";
import type { Me } from "@/api/types";

export const sessionKey = ["get", "/api/session", {}] as const;

export function useSession() {
  return $api.useQuery("get", "/api/session", {}, { staleTime: 60_000, retry: false });
}

/** The person the frame is shown to. It outlives what the cache knows, so that no page sees a sign-out half done. */
export const MeContext = createContext<Me | null>(null);

/** The person who is signed in. Only below the frame, which is not shown to anybody else. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("no MeContext above");
  return me;
}
