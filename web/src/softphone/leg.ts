/** The browser's audio leg: one RTCPeerConnection to the server, with a complete offer and no trickle. */
import { type Sample, sampleOf } from "./quality";

export type LegEvent =
  | "up" // audio can flow
  | "lost" // the network is gone; a new leg may work
  | "closed"; // the server took it down: replaced by another leg, or the call is over

/** An audio leg. Made by openLeg; tests bring their own. */
export interface AudioLeg {
  offer(): Promise<string>;
  answer(sdp: string): Promise<void>;
  mute(on: boolean): void;
  use(stream: MediaStream): Promise<void>;
  sample(): Promise<Sample>;
  close(): void;
}

export interface LegOptions {
  stream: MediaStream;
  onEvent: (event: LegEvent) => void;
  onAudio: (stream: MediaStream) => void;
}

/** How long candidates are gathered. The server is ICE-lite with a known address and does not need ours. */
const gatherFor = 300;
/** How long a leg may be disconnected before it is given up: ICE often heals within this time. */
const healFor = 3000;

export function openLeg({ stream, onEvent, onAudio }: LegOptions): AudioLeg {
  const pc = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  const track = stream.getAudioTracks()[0];
  if (!track) throw new Error("the stream has no audio");
  const sender = pc.addTrack(track, stream);
  let heal: ReturnType<typeof setTimeout> | undefined;
  let done = false;

  const report = (event: LegEvent) => {
    if (done) return;
    if (event !== "up") done = true;
    onEvent(event);
  };

  pc.ontrack = ({ track, streams }) => onAudio(streams[0] ?? new MediaStream([track]));
  pc.onconnectionstatechange = () => {
    clearTimeout(heal);
    if (pc.connectionState === "connected") report("up");
    if (pc.connectionState === "failed") report(sender.transport?.state === "closed" ? "closed" : "lost");
    if (pc.connectionState === "closed") report("closed");
    if (pc.connectionState === "disconnected") heal = setTimeout(() => report("lost"), healFor);
  };

  return {
    async offer() {
      await pc.setLocalDescription(await pc.createOffer());
      await gathered(pc);
      sender.transport?.addEventListener("statechange", () => {
        if (sender.transport?.state === "closed") report("closed");
      });
      const sdp = pc.localDescription?.sdp;
      if (!sdp) throw new Error("the browser made no offer");
      return sdp;
    },
    answer: (sdp) => pc.setRemoteDescription({ type: "answer", sdp }),
    mute(on) {
      if (sender.track) sender.track.enabled = !on;
    },
    async use(other) {
      const replacement = other.getAudioTracks()[0];
      if (!replacement) return;
      replacement.enabled = sender.track?.enabled ?? true;
      await sender.replaceTrack(replacement);
    },
    async sample() {
      const entries: Record<string, unknown>[] = [];
      const stats = await pc.getStats();
      stats.forEach((entry) => {
        entries.push(entry);
      });
      return sampleOf(entries);
    },
    close() {
      done = true;
      clearTimeout(heal);
      pc.close();
    },
  };
}

function gathered(pc: RTCPeerConnection): Promise<void> {
  if (pc.iceGatheringState === "complete") return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, gatherFor);
    pc.addEventListener("icegatheringstatechange", () => {
      if (pc.iceGatheringState !== "complete") return;
      clearTimeout(timer);
      resolve();
    });
  });
}
