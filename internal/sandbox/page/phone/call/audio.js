// @ts-check
// The phone's audio: the microphone, and one WebRTC leg to the sandbox. Knows
// nothing of calls.

/** @typedef {"refused" | "absent" | "busy" | "insecure" | "skipped" | "script"} NoMicrophone why there is none */
/** @typedef {"connecting" | "connected" | "lost"} LegState */

// Gathering ends by itself within a few milliseconds on most machines. The
// sandbox is ICE-lite, so that it needs none of our candidates to be reached.
const GATHERING_MS = 500;

/** Why there is no microphone, from what getUserMedia threw. @param {unknown} error @returns {NoMicrophone} */
export function microphoneProblem(error) {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "absent";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "refused";
}

/**
 * Asks for the microphone.
 * @param {boolean} raw without echo cancellation, noise suppression and gain control
 * @returns {Promise<MediaStream | NoMicrophone>}
 */
export async function openMicrophone(raw) {
  if (!navigator.mediaDevices?.getUserMedia) return "insecure";
  const on = !raw;
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: on, noiseSuppression: on, autoGainControl: on },
    });
  } catch (error) {
    return microphoneProblem(error);
  }
}

/** Lets go of the microphone. @param {MediaStream | null} stream */
export function release(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** One connection to the sandbox. It is used once: a new attempt is a new Leg. */
export class Leg {
  #peer = new RTCPeerConnection();
  #line = this.#peer.addTransceiver("audio", { direction: "sendrecv" });
  #closed = false;

  /**
   * @param {HTMLAudioElement} element plays what the business says
   * @param {(state: LegState) => void} onState
   * @param {() => void} onBlocked the browser does not let the element play
   */
  constructor(element, onState, onBlocked) {
    this.element = element;
    this.#peer.addEventListener("track", (event) => {
      element.srcObject = event.streams[0] ?? new MediaStream([event.track]);
      element.play().catch((error) => {
        if (error?.name === "NotAllowedError") onBlocked();
      });
    });
    this.#peer.addEventListener("connectionstatechange", () => {
      if (this.#closed) return;
      const state = this.#peer.connectionState;
      if (state === "connected") onState("connected");
      if (state === "failed" || state === "closed") onState("lost");
    });
  }

  /**
   * Connects. Without a stream it listens only; a microphone may come later.
   * @param {MediaStream | null} stream
   * @param {(offer: string) => Promise<string>} exchange offer in, answer out
   */
  async connect(stream, exchange) {
    await this.speakWith(stream);
    await this.#peer.setLocalDescription(await this.#peer.createOffer());
    await this.#gathered();
    const answer = await exchange(this.#peer.localDescription?.sdp ?? "");
    if (this.#closed) return;
    await this.#peer.setRemoteDescription({ type: "answer", sdp: answer });
  }

  /** Speaks with another microphone, or with none. @param {MediaStream | null} stream */
  async speakWith(stream) {
    await this.#line.sender.replaceTrack(stream?.getAudioTracks()[0] ?? null);
  }

  #gathered() {
    const peer = this.#peer;
    return new Promise((/** @type {(value: void) => void} */ resolve) => {
      if (peer.iceGatheringState === "complete") return resolve();
      const timer = window.setTimeout(resolve, GATHERING_MS);
      peer.addEventListener("icegatheringstatechange", () => {
        if (peer.iceGatheringState !== "complete") return;
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** The linear levels of both directions, 0 to 1, as the browser measures them. */
  async levels() {
    const found = { out: 0, in: 0 };
    if (this.#closed) return found;
    (await this.#peer.getStats()).forEach((report) => {
      if (report.type === "media-source" && report.kind === "audio") found.out = report.audioLevel ?? 0;
      if (report.type === "inbound-rtp" && report.kind === "audio") found.in = report.audioLevel ?? 0;
    });
    return found;
  }

  close() {
    this.#closed = true;
    this.#peer.close();
    this.element.srcObject = null;
  }
}
