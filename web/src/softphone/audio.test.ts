import { describe, expect, it } from "vitest";
import { constraints, loudness, troubleOf, wantsRawAudio } from "./microphone";
import { judge, sampleOf } from "./quality";

const sample = (received: number, lost = 0, jitter = 0.005, roundTrip = 0.02) => ({
  received,
  lost,
  jitter,
  roundTrip,
});

describe("judge", () => {
  it.each([
    ["nothing to compare with", null, sample(100), "unknown"],
    ["hardly any packets", sample(100), sample(103), "unknown"],
    ["all arrived", sample(0), sample(100), "good"],
    ["four in a hundred lost", sample(0), sample(96, 4), "fair"],
    ["one in five lost", sample(0), sample(80, 20), "poor"],
    ["late", sample(0), sample(100, 0, 0.005, 0.4), "fair"],
    ["uneven", sample(0), sample(100, 0, 0.1), "poor"],
    ["lost before, fine now", sample(100, 50), sample(200, 50), "good"],
  ])("%s", (_name, before, now, want) => expect(judge(before, now)).toBe(want));
});

it("sampleOf reads the incoming audio and the nominated pair", () => {
  const report = [
    { type: "inbound-rtp", kind: "audio", packetsReceived: 10, packetsLost: 1, jitter: 0.01 },
    { type: "candidate-pair", nominated: false, currentRoundTripTime: 9 },
    { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.03 },
    { type: "codec" },
  ];
  expect(sampleOf(report)).toEqual({ received: 10, lost: 1, jitter: 0.01, roundTrip: 0.03 });
});

describe("the microphone", () => {
  it.each([
    ["NotAllowedError", "mic_refused"],
    ["NotFoundError", "mic_absent"],
    ["OverconstrainedError", "mic_absent"],
    ["NotReadableError", "mic_busy"],
    ["TypeError", "mic_failed"],
  ])("%s is %s", (name, reason) => {
    expect(troubleOf(new DOMException("no", name)).reason).toBe(reason);
  });

  it("speech processing is on, and off where tones are measured", () => {
    expect(constraints("", false).audio).toMatchObject({ echoCancellation: true, noiseSuppression: true });
    expect(constraints("m1", true).audio).toMatchObject({
      echoCancellation: false,
      autoGainControl: false,
      deviceId: { exact: "m1" },
    });
    const none = { getItem: () => null };
    expect(wantsRawAudio("?raw-audio=1", none)).toBe(true);
    expect(wantsRawAudio("", none)).toBe(false);
    expect(wantsRawAudio("", { getItem: () => "1" })).toBe(true);
  });

  it("loudness is 0 for silence, 1 for full scale, and grows between", () => {
    expect(loudness(new Float32Array(64))).toBe(0);
    expect(loudness(new Float32Array(64).fill(1))).toBe(1);
    const soft = loudness(new Float32Array(64).fill(0.01));
    const loud = loudness(new Float32Array(64).fill(0.1));
    expect(soft).toBeGreaterThan(0);
    expect(loud).toBeGreaterThan(soft);
  });
});
