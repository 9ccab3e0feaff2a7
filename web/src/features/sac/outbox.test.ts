import { describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/problem";
import type { Message } from "@/api/types";
import { Outbox } from "./outbox";

const draft = { clientKey: "k1", text: "hello", at: "2026-11-22T12:00:00Z" };
const stored: Message = {
  id: "m1",
  direction: "out",
  kind: "text",
  text: "hello",
  status: "pending",
  clientKey: "k1",
  at: draft.at,
};

describe("Outbox", () => {
  it("shows what is being sent, and hands the stored message over", async () => {
    const outbox = new Outbox(async () => stored);
    const sending = outbox.send("v1", draft);
    expect(outbox.of("v1")).toMatchObject([{ clientKey: "k1", state: "sending" }]);
    expect(await sending).toBe(stored);
  });

  it("keeps a failed one with its reason, and sends it again under the same key", async () => {
    const send = vi
      .fn()
      .mockRejectedValueOnce(new ApiError({ code: "offline" }, 0))
      .mockResolvedValueOnce(stored);
    const outbox = new Outbox(send);
    expect(await outbox.send("v1", draft)).toBeNull();
    expect(outbox.of("v1")).toMatchObject([{ state: "failed", reason: "offline" }]);
    await outbox.send("v1", draft);
    expect(outbox.of("v1")).toHaveLength(1);
    expect(send.mock.calls.map((call) => call[2])).toEqual(["k1", "k1"]);
  });

  it("discards, and leaves other conversations alone", async () => {
    const outbox = new Outbox(async () => stored);
    await outbox.send("v1", draft);
    await outbox.send("v2", { ...draft, clientKey: "k2" });
    outbox.discard("v1", "k1");
    expect(outbox.of("v1")).toHaveLength(0);
    expect(outbox.of("v2")).toHaveLength(1);
  });

  it("tells who watches", async () => {
    const outbox = new Outbox(async () => stored);
    const seen = vi.fn();
    const stop = outbox.watch(seen);
    await outbox.send("v1", draft);
    expect(seen).toHaveBeenCalled();
    seen.mockClear();
    stop();
    outbox.discard("v1", "k1");
    expect(seen).not.toHaveBeenCalled();
  });
});
