/** From the browser's statistics to a word: how well the other side's audio arrives. Pure. */
import type { Quality } from "./state";

/** Counters of the incoming audio since it began, and the newest delays in seconds. */
export interface Sample {
  received: number;
  lost: number;
  jitter: number;
  roundTrip: number;
}

/** Judges the time between two samples. Unknown where too little arrived to say. */
export function judge(before: Sample | null, now: Sample): Quality {
  if (!before) return "unknown";
  const received = now.received - before.received;
  const lost = Math.max(0, now.lost - before.lost);
  if (received + lost < 10) return "unknown";
  const loss = lost / (received + lost);
  if (loss > 0.08 || now.jitter > 0.08 || now.roundTrip > 0.6) return "poor";
  if (loss > 0.02 || now.jitter > 0.035 || now.roundTrip > 0.3) return "fair";
  return "good";
}

/** Reads what judge needs from a report of RTCPeerConnection.getStats. */
export function sampleOf(report: Iterable<Record<string, unknown>>): Sample {
  const sample: Sample = { received: 0, lost: 0, jitter: 0, roundTrip: 0 };
  for (const entry of report) {
    if (entry.type === "inbound-rtp" && entry.kind === "audio") {
      sample.received = number(entry.packetsReceived);
      sample.lost = number(entry.packetsLost);
      sample.jitter = number(entry.jitter);
    }
    if (entry.type === "candidate-pair" && entry.nominated === true) {
      sample.roundTrip = number(entry.currentRoundTripTime);
    }
  }
  return sample;
}

const number = (value: unknown) => (typeof value === "number" ? value : 0);
