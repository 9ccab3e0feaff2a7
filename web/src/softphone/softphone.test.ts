import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/problem";
import type { Call } from "@/api/types";
import type { AudioLeg, LegOptions } from "./leg";
import { MicrophoneError } from "./microphone";
import { Softphone, type World } from "./softphone";

const party = { contactId: "ana", name: "Ana Souza", accountId: "acc", accountName: "Aurora" };

function aCall(state = "dialing", version = 1, more: Partial<Call> = {}): Call {
  return {
    id: "c1",
    direction: "outbound",
    state,
    account: { id: "acc", name: "Aurora" },
    contact: { id: "ana", displayName: "Ana Souza" },
    operator: { id: "paula", name: "Paula Reis" },
    createdAt: "2026-11-22T18:00:00Z",
    version,
    ...more,
  } as Call;
}

function aStream(): MediaStream {
  const track = { readyState: "live", enabled: true, stop: vi.fn() };
  track.stop.mockImplementation(() => {
    track.readyState = "ended";
  });
  return { getAudioTracks: () => [track], getTracks: () => [track] } as unknown as MediaStream;
}

/** A world in which everything works; each test breaks its part. */
function setUp() {
  const order: string[] = [];
  const legs: { options: LegOptions; leg: AudioLeg }[] = [];
  const memory = new Map<string, string>();
  let taken = () => {};
  let free = () => {};
  const world = {
    api: {
      place: vi.fn(async () => {
        order.push("place");
        return { call: aCall(), sdp: "answer" };
      }),
      join: vi.fn(async () => "answer"),
      hangUp: vi.fn(async () => aCall("ended", 9, { outcome: "cancelled" })),
      read: vi.fn(async () => aCall("active", 5)),
      live: vi.fn(async (): Promise<Call[]> => []),
    },
    openMicrophone: vi.fn(async () => {
      order.push("microphone");
      return aStream();
    }),
    openLeg: vi.fn((options: LegOptions) => {
      const leg = {
        offer: vi.fn(async () => "offer"),
        answer: vi.fn(async () => {}),
        mute: vi.fn(),
        use: vi.fn(async () => {}),
        sample: vi.fn(async () => ({ received: 0, lost: 0, jitter: 0, roundTrip: 0 })),
        close: vi.fn(),
      };
      legs.push({ options, leg });
      return leg;
    }),
    play: vi.fn(async () => true),
    tabs: {
      claim: vi.fn(async (onTaken: () => void) => {
        taken = onTaken;
        return true;
      }),
      take: vi.fn(async (onTaken: () => void) => {
        taken = onTaken;
      }),
      release: vi.fn(),
      whenFree: vi.fn((run: () => void) => {
        free = run;
        return () => {};
      }),
    },
    tones: { ringBack: vi.fn(), end: vi.fn() },
    memory: {
      getItem: (key: string) => memory.get(key) ?? null,
      setItem: (key: string, value: string) => void memory.set(key, value),
      removeItem: (key: string) => void memory.delete(key),
    },
    after: (ms: number, run: () => void) => {
      const id = setTimeout(run, ms);
      return () => clearTimeout(id);
    },
  } satisfies World;
  const phone = new Softphone(world);
  const lastLeg = () => {
    const last = legs.at(-1);
    if (!last) throw new Error("no leg was opened");
    return last;
  };
  return { phone, world, legs, lastLeg, order, memory, take: () => taken(), becomeFree: () => free() };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("dialing", () => {
  it("asks for the microphone before it places the call", async () => {
    const { phone, order, world, lastLeg } = setUp();
    await phone.dial(party);
    expect(order).toEqual(["microphone", "place"]);
    expect(world.api.place).toHaveBeenCalledWith("ana", "acc", "offer");
    expect(lastLeg().leg.answer).toHaveBeenCalledWith("answer");
    expect(phone.state).toMatchObject({ phase: "live", leg: "joining" });
    lastLeg().options.onEvent("up");
    expect(phone.state.leg).toBe("up");
  });

  it("places no call when the microphone is refused", async () => {
    const { phone, world } = setUp();
    world.openMicrophone.mockRejectedValue(new MicrophoneError({ reason: "mic_refused" }));
    await phone.dial(party);
    expect(world.api.place).not.toHaveBeenCalled();
    expect(phone.state).toMatchObject({ phase: "ended", trouble: { reason: "mic_refused" } });
    expect(world.tabs.release).toHaveBeenCalled();
  });

  it("stops the microphone and says why when the server refuses", async () => {
    const { phone, world } = setUp();
    const stream = aStream();
    world.openMicrophone.mockResolvedValue(stream);
    world.api.place.mockRejectedValue(
      new ApiError({ code: "conflict", reason: "contact_busy", detail: "busy", technical: "t1" }, 409),
    );
    await phone.dial(party);
    expect(phone.state.trouble).toEqual({ reason: "contact_busy", message: "busy", technical: "t1" });
    expect(stream.getTracks()[0]?.stop).toHaveBeenCalled();
  });

  it("does not call while another tab is in a call", async () => {
    const { phone, world } = setUp();
    world.tabs.claim.mockResolvedValue(false);
    await phone.dial(party);
    expect(world.openMicrophone).not.toHaveBeenCalled();
    expect(phone.state.trouble?.reason).toBe("operator_busy");
  });

  it("hung up while the server still places it → hangs up as soon as it is placed", async () => {
    const { phone, world } = setUp();
    let answer = (_: { call: Call; sdp: string }) => {};
    world.api.place.mockReturnValue(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    const dialing = phone.dial(party);
    await vi.advanceTimersByTimeAsync(0);
    await phone.hangUp();
    expect(world.api.hangUp).not.toHaveBeenCalled();
    answer({ call: aCall(), sdp: "answer" });
    await dialing;
    expect(world.api.hangUp).toHaveBeenCalledWith("c1");
    expect(phone.state.phase).toBe("ended");
  });

  it("given up while the browser asks for the microphone → nothing is placed", async () => {
    const { phone, world } = setUp();
    let grant = (_: MediaStream) => {};
    world.openMicrophone.mockReturnValue(
      new Promise((resolve) => {
        grant = resolve;
      }),
    );
    const dialing = phone.dial(party);
    await vi.advanceTimersByTimeAsync(0);
    await phone.hangUp();
    const stream = aStream();
    grant(stream);
    await dialing;
    expect(world.api.place).not.toHaveBeenCalled();
    expect(stream.getTracks()[0]?.stop).toHaveBeenCalled();
    expect(phone.state.phase).toBe("idle");
  });
});

describe("a call that goes on", () => {
  async function talking() {
    const all = setUp();
    await all.phone.dial(party);
    all.lastLeg().options.onEvent("up");
    await all.phone.onCallEvent("c1");
    return all;
  }

  it("reads the call when an event names it", async () => {
    const { phone } = await talking();
    expect(phone.state.call?.state).toBe("active");
  });

  it("rings back while the customer's phone rings, and only then", async () => {
    const { phone, world } = setUp();
    await phone.dial(party);
    world.api.read.mockResolvedValue(aCall("alerting", 2));
    await phone.onCallEvent("c1");
    expect(world.tones.ringBack).toHaveBeenLastCalledWith(true);
    world.api.read.mockResolvedValue(aCall("active", 3));
    await phone.onCallEvent("c1");
    expect(world.tones.ringBack).toHaveBeenLastCalledWith(false);
  });

  it("brings a lost leg back, and asks the person when it cannot", async () => {
    const { phone, world, lastLeg, legs } = await talking();
    lastLeg().options.onEvent("lost");
    await vi.advanceTimersByTimeAsync(1);
    expect(world.api.join).toHaveBeenCalledTimes(1);
    expect(legs).toHaveLength(2);
    lastLeg().options.onEvent("up");
    expect(phone.state.leg).toBe("up");

    world.api.join.mockRejectedValue(new ApiError({ code: "offline" }, 0));
    lastLeg().options.onEvent("lost");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(phone.state).toMatchObject({ phase: "live", leg: "lost" });

    world.api.join.mockResolvedValue("answer");
    await phone.takeHere();
    lastLeg().options.onEvent("up");
    expect(phone.state.leg).toBe("up");
  });

  it("stays muted across a rejoin", async () => {
    const { phone, lastLeg } = await talking();
    phone.mute(true);
    lastLeg().options.onEvent("lost");
    await vi.advanceTimersByTimeAsync(1);
    expect(lastLeg().leg.mute).toHaveBeenCalledWith(true);
  });

  it("gives the audio away when another tab takes it", async () => {
    const { phone, lastLeg, take } = await talking();
    take();
    expect(phone.state).toMatchObject({ phase: "live", leg: "elsewhere" });
    expect(lastLeg().leg.close).toHaveBeenCalled();
  });

  it("does not fight for the audio when the server closed the leg for another device", async () => {
    const { phone, world, lastLeg } = await talking();
    lastLeg().options.onEvent("closed");
    await vi.advanceTimersByTimeAsync(30_000);
    expect(phone.state.leg).toBe("elsewhere");
    expect(world.api.join).not.toHaveBeenCalled();
  });

  it("lets go of everything at the end", async () => {
    const { phone, world, lastLeg, memory } = await talking();
    world.api.read.mockResolvedValue(aCall("ended", 6, { outcome: "completed" }));
    await phone.onCallEvent("c1");
    expect(phone.state.phase).toBe("ended");
    expect(lastLeg().leg.close).toHaveBeenCalled();
    expect(world.tones.end).toHaveBeenCalledTimes(1);
    expect(memory.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("says when the hang-up did not reach the server, and reads where the call stands", async () => {
    const { phone, world } = await talking();
    world.api.hangUp.mockRejectedValue(new ApiError({ code: "offline" }, 0));
    await phone.hangUp();
    expect(phone.state).toMatchObject({ phase: "live", hangingUp: false, trouble: { reason: "offline" } });
  });
});

describe("after a reload", () => {
  it("joins the call that this browser had", async () => {
    const { phone, world, memory, lastLeg } = setUp();
    memory.set("ramal.call", "c1");
    world.api.live.mockResolvedValue([aCall("active", 3)]);
    await phone.start("paula");
    expect(world.api.join).toHaveBeenCalledWith("c1", "offer");
    lastLeg().options.onEvent("up");
    expect(phone.state).toMatchObject({ phase: "live", leg: "up", party: { name: "Ana Souza" } });
  });

  it("leaves a colleague's call alone", async () => {
    const { phone, world } = setUp();
    world.api.live.mockResolvedValue([aCall("active", 3)]);
    await phone.start("diego");
    expect(phone.state.phase).toBe("idle");
  });

  it("on another device it shows the call and waits for the person", async () => {
    const { phone, world } = setUp();
    world.api.live.mockResolvedValue([aCall("active", 3)]);
    await phone.start("paula");
    expect(phone.state).toMatchObject({ phase: "live", leg: "elsewhere" });
    expect(world.openMicrophone).not.toHaveBeenCalled();
    await phone.takeHere();
    expect(world.api.join).toHaveBeenCalledTimes(1);
  });

  it("a second tab waits until the first is gone", async () => {
    const { phone, world, memory, becomeFree } = setUp();
    memory.set("ramal.call", "c1");
    world.tabs.claim.mockResolvedValue(false);
    world.api.live.mockResolvedValue([aCall("active", 3)]);
    await phone.start("paula");
    expect(phone.state.leg).toBe("elsewhere");
    becomeFree();
    await vi.advanceTimersByTimeAsync(1);
    expect(world.api.join).toHaveBeenCalledTimes(1);
  });

  it("says so when the microphone is refused now, and the call goes on", async () => {
    const { phone, world, memory } = setUp();
    memory.set("ramal.call", "c1");
    world.api.live.mockResolvedValue([aCall("active", 3)]);
    world.openMicrophone.mockRejectedValue(new MicrophoneError({ reason: "mic_refused" }));
    await phone.start("paula");
    expect(phone.state).toMatchObject({ phase: "live", leg: "lost", trouble: { reason: "mic_refused" } });
  });
});
