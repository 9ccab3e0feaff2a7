/** A conversation's thread: messages, calls and what is still being sent, in one order. Pure. */
import type { Call, Message } from "@/api/types";
import type { Draft } from "./outbox";

export type Entry =
  | { kind: "day"; key: string; at: string }
  | { kind: "message"; key: string; at: string; message: Message; asked?: Asked }
  | { kind: "call"; key: string; at: string; call: Call }
  | { kind: "draft"; key: string; at: string; draft: Draft };

/** Whether a call request was answered: only the newest one can still be. */
export type Asked = "waiting" | "answered" | "replaced";

const dayOf = (at: string) => {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
};

/** Those of the calls that stand among the messages that are there; the others come with the messages around them. */
export function within(
  calls: readonly Call[],
  messages: readonly Message[],
  more: { older: boolean; newer: boolean },
): Call[] {
  const times = messages.map(({ at }) => Date.parse(at));
  const from = more.older ? Math.min(...times) : Number.NEGATIVE_INFINITY;
  const until = more.newer ? Math.max(...times) : Number.POSITIVE_INFINITY;
  return calls.filter(({ createdAt }) => Date.parse(createdAt) >= from && Date.parse(createdAt) <= until);
}

/** Returns the thread, oldest first, with a heading for each day. `messages` may come in any order. */
export function threadOf(
  messages: readonly Message[],
  calls: readonly Call[],
  drafts: readonly Draft[],
): Entry[] {
  const known = new Set(messages.map((message) => message.clientKey).filter(Boolean));
  const asked = askedOf(messages);
  const entries: Entry[] = [
    ...messages.map(
      (message): Entry => ({
        kind: "message",
        // The key stays when a draft becomes a message, so that nothing blinks.
        key: message.clientKey || message.id,
        at: message.at,
        message,
        asked: asked.get(message.id),
      }),
    ),
    ...calls.map((call): Entry => ({ kind: "call", key: call.id, at: call.createdAt, call })),
    ...drafts
      .filter((draft) => !known.has(draft.clientKey))
      .map((draft): Entry => ({ kind: "draft", key: draft.clientKey, at: draft.at, draft })),
  ];
  entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const thread: Entry[] = [];
  let day = "";
  for (const entry of entries) {
    const its = dayOf(entry.at);
    if (its !== day) thread.push({ kind: "day", key: `day ${its}`, at: entry.at });
    day = its;
    thread.push(entry);
  }
  return thread;
}

function askedOf(messages: readonly Message[]): Map<string, Asked> {
  const result = new Map<string, Asked>();
  const ordered = [...messages].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  let open = "";
  for (const message of ordered) {
    if (message.kind === "call_request" && message.status !== "failed") {
      if (open) result.set(open, "replaced");
      open = message.id;
      result.set(message.id, "waiting");
    } else if (message.kind === "permission_reply" && open) {
      result.set(open, "answered");
      open = "";
    }
  }
  return result;
}
