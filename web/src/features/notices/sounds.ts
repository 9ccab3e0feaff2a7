/** What sounds when there is news: short, made here, and never over a call's own tones. */
import { newsSound, newsVolume } from "@/app/preferences";

/** The notes of each sound: frequency in Hz, when it begins and how long it rings, in seconds. */
const notes: Record<string, readonly [hertz: number, after: number, seconds: number][]> = {
  drop: [
    [880, 0, 0.09],
    [1320, 0.08, 0.18],
  ],
  bell: [
    [1047, 0, 0.6],
    [2093, 0, 0.35],
  ],
  pulse: [
    [620, 0, 0.07],
    [620, 0.13, 0.07],
    [620, 0.26, 0.07],
  ],
};
const volumes: Record<string, number> = { soft: 0.03, normal: 0.08, loud: 0.2 };

let context: AudioContext | undefined;

/** Plays what was chosen. Browsers are silent until the person has done something in the page. */
export function soundNews(): void {
  const chosen = notes[newsSound.get()];
  if (!chosen || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume();
  for (const [hertz, after, seconds] of chosen) {
    const start = context.currentTime + after;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(volumes[newsVolume.get()] ?? 0, start + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + seconds);
  }
}
