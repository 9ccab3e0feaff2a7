/** Which message of a service is being answered: chosen in the thread, used by the composer. */
import { useSyncExternalStore } from "react";
import type { Message } from "@/api/types";

const chosen = new Map<string, Message>();
const watchers = new Set<() => void>();
const watch = (run: () => void) => {
  watchers.add(run);
  return () => watchers.delete(run);
};

/** Chooses what is answered, or nothing. */
export function answer(conversationId: string, message?: Message): void {
  if (message) chosen.set(conversationId, message);
  else chosen.delete(conversationId);
  for (const run of watchers) run();
}

export const useAnswering = (conversationId: string): Message | undefined =>
  useSyncExternalStore(watch, () => chosen.get(conversationId));
