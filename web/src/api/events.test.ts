import { describe, expect, it, vi } from "vitest";
import { backoff, Events } from "./events";

class FakeSocket {
  onopen: (() => void) | null = null;
  onclose: ((end?: { code: number }) => void) | null = null;
  onmessage: ((m: { data: string }) => void) | null = null;
  close = vi.fn();
}

function setUp() {
  const sockets: FakeSocket[] = [];
  const timers: { ms: number; run: () => void; cancelled: boolean }[] = [];
  const events = new Events("ws://x/api/events", {
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    after: (ms, run) => {
      const timer = { ms, run, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
    random: () => 1,
  });
  const last = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error("no socket was opened");
    return socket;
  };
  return { events, sockets, timers, last };
}

describe("Events", () => {
  it("says reconnecting when the socket is lost, and that it is back", () => {
    const { events, timers, last } = setUp();
    const back = vi.fn();
    events.onReturn(back);
    events.start();
    last().onopen?.();
    expect(events.state).toBe("open");
    expect(back).not.toHaveBeenCalled();
    last().onclose?.();
    expect(events.state).toBe("reconnecting");
    timers[0]?.run();
    last().onopen?.();
    expect(events.state).toBe("open");
    expect(back).toHaveBeenCalledTimes(1);
  });

  it("waits longer after each attempt", () => {
    const { events, timers, last } = setUp();
    events.start();
    for (let i = 0; i < 4; i++) {
      last().onclose?.();
      timers.at(-1)?.run();
    }
    expect(timers.map((t) => t.ms)).toEqual([400, 800, 1600, 3200]);
    expect(backoff(20, () => 1)).toBe(10_000);
  });

  it("passes events on and drops what it cannot read", () => {
    const { events, last } = setUp();
    const heard = vi.fn();
    events.listen(heard);
    events.start();
    last().onopen?.();
    last().onmessage?.({ data: "not json" });
    last().onmessage?.({ data: '{"nothing":1}' });
    last().onmessage?.({ data: '{"type":"call","id":"c1"}' });
    expect(heard.mock.calls).toEqual([[{ type: "call", id: "c1" }]]);
  });

  it("stays away after stop", () => {
    const { events, sockets, last } = setUp();
    events.start();
    const socket = last();
    events.stop();
    socket.onclose?.();
    expect(events.state).toBe("off");
    expect(sockets).toHaveLength(1);
  });

  it("stays away when the session has ended, and says so", () => {
    const { events, sockets, timers, last } = setUp();
    const ended = vi.fn();
    events.onSignedOut(ended);
    events.start();
    last().onopen?.();
    last().onclose?.({ code: 1008 });
    expect(events.state).toBe("off");
    expect(ended).toHaveBeenCalledTimes(1);
    expect(timers).toHaveLength(0);
    expect(sockets).toHaveLength(1);
  });

  it("is away while the session is replaced, and then has everything read again", async () => {
    const { events, sockets, last } = setUp();
    const returned = vi.fn();
    const ended = vi.fn();
    events.onReturn(returned);
    events.onSignedOut(ended);
    events.start();
    last().onopen?.();
    const old = last();
    await expect(
      events.renew(async () => {
        old.onclose?.({ code: 1008 });
        throw new Error("refused");
      }),
    ).rejects.toThrow("refused");
    expect(sockets).toHaveLength(2);
    last().onopen?.();
    expect(returned).toHaveBeenCalledTimes(1);
    expect(ended).not.toHaveBeenCalled();
  });

  it("hurries when the network is back", () => {
    const { events, sockets, timers, last } = setUp();
    events.start();
    last().onclose?.();
    events.hurry();
    expect(timers[0]?.cancelled).toBe(true);
    expect(sockets).toHaveLength(2);
  });
});
