/** The microphone: asking for it, saying why it cannot be had, and how loud it is. */
import type { Trouble } from "./state";

/** Thrown by openMicrophone. */
export class MicrophoneError extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble.reason);
    this.name = "MicrophoneError";
    this.trouble = trouble;
  }
}

const chosenKey = "ramal.microphone";
const rawKey = "ramal.rawAudio";

/** The microphone that the person chose, "" for the system's. */
export function chosenMicrophone(): string {
  return localStorage.getItem(chosenKey) ?? "";
}

export function chooseMicrophone(deviceId: string): void {
  localStorage.setItem(chosenKey, deviceId);
}

/** Whether the browser's speech processing is to be off, which measurements of tones need. */
export function wantsRawAudio(
  search = location.search,
  storage: Pick<Storage, "getItem"> = localStorage,
): boolean {
  return new URLSearchParams(search).has("raw-audio") || storage.getItem(rawKey) === "1";
}

/** What is asked of the browser for a call. */
export function constraints(deviceId: string, raw: boolean): MediaStreamConstraints {
  return {
    audio: {
      ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
      channelCount: 1,
      echoCancellation: !raw,
      noiseSuppression: !raw,
      autoGainControl: !raw,
    },
  };
}

/** Asks for the microphone. Throws a MicrophoneError whose trouble says what to do. */
export async function openMicrophone(): Promise<MediaStream> {
  if (!window.isSecureContext) throw new MicrophoneError({ reason: "mic_insecure" });
  if (!navigator.mediaDevices?.getUserMedia) throw new MicrophoneError({ reason: "mic_unsupported" });
  const raw = wantsRawAudio();
  const chosen = chosenMicrophone();
  try {
    return await navigator.mediaDevices.getUserMedia(constraints(chosen, raw));
  } catch (first) {
    // The chosen microphone may be unplugged: the system's one is better than no call.
    if (chosen && nameOf(first) !== "NotAllowedError") {
      try {
        return await navigator.mediaDevices.getUserMedia(constraints("", raw));
      } catch (second) {
        throw new MicrophoneError(troubleOf(second));
      }
    }
    throw new MicrophoneError(troubleOf(first));
  }
}

/** The trouble behind what getUserMedia threw. */
export function troubleOf(thrown: unknown): Trouble {
  const technical = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  switch (nameOf(thrown)) {
    case "NotAllowedError":
    case "SecurityError":
      return { reason: "mic_refused", technical };
    case "NotFoundError":
    case "OverconstrainedError":
      return { reason: "mic_absent", technical };
    case "NotReadableError":
    case "AbortError":
      return { reason: "mic_busy", technical };
    default:
      return { reason: "mic_failed", technical };
  }
}

function nameOf(thrown: unknown): string {
  return typeof thrown === "object" && thrown !== null && "name" in thrown ? String(thrown.name) : "";
}

export interface Microphone {
  id: string;
  label: string;
}

/** The microphones that the browser names. Labels are empty until the person granted one. */
export async function listMicrophones(): Promise<Microphone[]> {
  if (!navigator.mediaDevices?.enumerateDevices) return [];
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((d) => d.kind === "audioinput" && d.deviceId !== "default" && d.deviceId !== "communications")
    .map((d) => ({ id: d.deviceId, label: d.label }));
}

/** Measures a stream's loudness, 0 to 1, until the returned function is called. */
export function meter(stream: MediaStream, onLevel: (level: number) => void): () => void {
  if (typeof AudioContext === "undefined") return () => {};
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let frame = 0;
  const measure = () => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(loudness(samples));
    frame = requestAnimationFrame(measure);
  };
  frame = requestAnimationFrame(measure);
  return () => {
    cancelAnimationFrame(frame);
    void context.close();
  };
}

/** Root mean square on a scale where -54 dB is 0 and -6 dB is 1: how loudness feels, not what it measures. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const s of samples) sum += s * s;
  const rms = Math.sqrt(sum / samples.length);
  if (rms === 0) return 0;
  const decibels = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, (decibels + 54) / 48));
}
