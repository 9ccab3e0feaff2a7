import { describe, expect, it } from "vitest";
import type { Call, Message } from "@/api/types";
import { threadOf } from "./thread";

const message = (id: string, at: string, more: Partial<Message> = {}): Message => ({
  id,
  direction: "in",
  kind: "text",
  text: id,
  status: "received",
  at,
  ...more,
});
const call = (id: string, createdAt: string) => ({ id, createdAt }) as Call;
const draft = (clientKey: string, at: string) => ({ clientKey, at, text: "", state: "sending" as const });
const kinds = (...args: Parameters<typeof threadOf>) =>
  threadOf(...args).map((entry) => (entry.kind === "day" ? "day" : `${entry.kind} ${entry.key}`));

describe("threadOf", () => {
  it("merges messages and calls by time, with a heading for each day", () => {
    const thread = kinds(
      [message("b", "2026-11-22T12:00:00Z"), message("a", "2026-11-20T12:00:00Z")],
      [call("c", "2026-11-22T11:00:00Z")],
      [],
    );
    expect(thread).toEqual(["day", "message a", "day", "call c", "message b"]);
  });

  it("shows a draft until its message is there, under the same key", () => {
    const drafts = [draft("k1", "2026-11-22T12:01:00Z")];
    expect(kinds([], [], drafts)).toEqual(["day", "draft k1"]);
    const sent = message("m9", "2026-11-22T12:01:01Z", { clientKey: "k1", direction: "out", status: "sent" });
    expect(kinds([sent], [], drafts)).toEqual(["day", "message k1"]);
  });

  it("knows which call request still waits", () => {
    const request = (id: string, at: string, status: Message["status"] = "delivered") =>
      message(id, at, { kind: "call_request", direction: "out", status });
    const asked = (...messages: Message[]) =>
      Object.fromEntries(
        threadOf(messages, [], []).flatMap((e) =>
          e.kind === "message" && e.asked ? [[e.key, e.asked]] : [],
        ),
      );
    expect(asked(request("r1", "2026-11-20T10:00:00Z"), request("r2", "2026-11-22T10:00:00Z"))).toEqual({
      r1: "replaced",
      r2: "waiting",
    });
    const reply = message("p", "2026-11-22T11:00:00Z", { kind: "permission_reply", text: "reject" });
    expect(asked(request("r2", "2026-11-22T10:00:00Z"), reply)).toEqual({ r2: "answered" });
    expect(asked(request("r3", "2026-11-22T10:00:00Z", "failed"))).toEqual({});
  });
});
