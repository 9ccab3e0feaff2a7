import { useEffect } from "react";
import { client } from "@/api/client";
import type { Conversation } from "@/api/types";

/** Marks a service as read, here and at Meta, while somebody looks at it. */
export function useMarkRead({ id, unread, version }: Conversation): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version with unread messages is a new reason to mark
  useEffect(() => {
    if (unread === 0) return;
    const mark = () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", mark);
      // Without an answer it stays unread, and the next look tries again.
      client.POST("/api/conversations/{id}/read", { params: { path: { id } } }).catch(() => {});
    };
    document.addEventListener("visibilitychange", mark);
    mark();
    return () => document.removeEventListener("visibilitychange", mark);
  }, [id, unread, version]);
}
