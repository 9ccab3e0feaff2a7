import { describe, expect, it } from "vitest";
import type { Call } from "@/api/types";
import { type Action, idle, isBusy, next, type PhoneState, stage } from "./state";

const party = { contactId: "ana", name: "Ana Souza", accountId: "acc", accountName: "Aurora" };

function call(state: string, version = 1, more: Partial<Call> = {}): Call {
  return {
    id: "c1",
    direction: "outbound",
    state,
    account: { id: "acc", name: "Aurora" },
    contact: { id: "ana", displayName: "Ana Souza" },
    createdAt: "2026-11-22T18:00:00Z",
    version,
    ...more,
  } as Call;
}

const run = (...actions: Action[]): PhoneState => actions.reduce(next, idle);
const dialed: Action = { type: "dialed", party };
const ready: Action = { type: "microphone_ready" };
const placed: Action = { type: "placed", call: call("dialing") };

describe("a call that is placed", () => {
  it("goes microphone → connecting → ringing → talking → ended", () => {
    const steps: Action[] = [
      dialed,
      ready,
      placed,
      { type: "call_changed", call: call("alerting", 2) },
      { type: "call_changed", call: call("active", 3) },
      { type: "call_changed", call: call("ended", 4, { outcome: "completed" }) },
    ];
    const stages: string[] = [];
    steps.reduce((state, action) => {
      const after = next(state, action);
      stages.push(stage(after));
      return after;
    }, idle);
    expect(stages).toEqual(["microphone", "connecting", "connecting", "ringing", "talking", "ended"]);
  });

  it("microphone refused → ended, and no call was made", () => {
    const state = run(dialed, { type: "microphone_failed", trouble: { reason: "mic_refused" } });
    expect(state).toMatchObject({ phase: "ended", call: null, trouble: { reason: "mic_refused" }, party });
  });

  it("refused by the server → ended with its reason", () => {
    const state = run(dialed, ready, { type: "place_failed", trouble: { reason: "contact_busy" } });
    expect(state).toMatchObject({ phase: "ended", call: null, trouble: { reason: "contact_busy" } });
  });

  it("given up at the microphone → idle", () => {
    expect(run(dialed, { type: "hang_up_asked" })).toEqual(idle);
  });

  it("hung up while placing → keeps the wish until the call is there", () => {
    const state = run(dialed, ready, { type: "hang_up_asked" }, placed);
    expect(state).toMatchObject({ phase: "live", hangingUp: true });
  });

  it("already over when placed → ended", () => {
    const state = run(dialed, ready, { type: "placed", call: call("ended", 1, { outcome: "failed" }) });
    expect(state).toMatchObject({ phase: "ended", leg: "none" });
  });
});

describe("news of a call", () => {
  const live = run(dialed, ready, placed);

  it("older than what is known → ignored", () => {
    const active = next(live, { type: "call_changed", call: call("active", 5) });
    expect(next(active, { type: "call_changed", call: call("alerting", 4) })).toBe(active);
  });

  it("of another call → ignored", () => {
    expect(next(live, { type: "call_changed", call: { ...call("ended", 9), id: "c2" } })).toBe(live);
  });

  it("a second call while one is live → ignored", () => {
    expect(next(live, dialed)).toBe(live);
    expect(next(live, { type: "found", call: call("active"), leg: "joining" })).toBe(live);
  });

  it("ended → the muting, the leg and the wish to hang up are forgotten", () => {
    const state = [
      { type: "leg_changed", leg: "up" },
      { type: "muted", on: true },
      { type: "hang_up_asked" },
      { type: "call_changed", call: call("ended", 2, { outcome: "completed" }) },
    ].reduce((s, a) => next(s, a as Action), live);
    expect(state).toMatchObject({ phase: "ended", muted: false, leg: "none", hangingUp: false });
  });
});

describe("the leg", () => {
  const live = run(dialed, ready, placed, { type: "leg_changed", leg: "up" });

  it("lost → the call goes on, its quality is unknown", () => {
    const measured = next(live, { type: "measured", quality: "good" });
    const lost = next(measured, { type: "leg_changed", leg: "lost", trouble: { reason: "audio_lost" } });
    expect(lost).toMatchObject({
      phase: "live",
      leg: "lost",
      quality: "unknown",
      trouble: { reason: "audio_lost" },
    });
    expect(isBusy(lost)).toBe(true);
  });

  it("back → the trouble is gone", () => {
    const lost = next(live, { type: "leg_changed", leg: "lost", trouble: { reason: "audio_lost" } });
    expect(next(lost, { type: "leg_changed", leg: "up" }).trouble).toBeNull();
  });

  it("is not measured while it is away", () => {
    const away = next(live, { type: "leg_changed", leg: "elsewhere" });
    expect(next(away, { type: "measured", quality: "good" })).toBe(away);
  });

  it("a hang-up that the server refuses → may be tried again", () => {
    const asked = next(live, { type: "hang_up_asked" });
    const state = next(asked, { type: "hang_up_failed", trouble: { reason: "offline" } });
    expect(state).toMatchObject({ phase: "live", hangingUp: false, trouble: { reason: "offline" } });
  });
});

describe("after the end", () => {
  const ended = run(dialed, ready, placed, { type: "call_changed", call: call("ended", 2) });

  it("dismissed → idle", () => expect(next(ended, { type: "dismissed" })).toEqual(idle));
  it("a live call cannot be dismissed", () => {
    const live = run(dialed, ready, placed);
    expect(next(live, { type: "dismissed" })).toBe(live);
  });
  it("a new call may be placed", () => expect(next(ended, dialed).phase).toBe("microphone"));
});
