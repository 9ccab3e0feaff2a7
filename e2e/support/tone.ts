import { writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";

const sampleRate = 48_000;

/** Writes a mono 16-bit WAV of a sine tone; Chromium plays it as the microphone, over and over. */
export async function writeTone(path: string, hertz: number, seconds = 10): Promise<void> {
  const samples = sampleRate * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); // PCM
  wav.writeUInt16LE(1, 22); // mono
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    wav.writeInt16LE(Math.round(Math.sin((2 * Math.PI * hertz * i) / sampleRate) * 12_000), 44 + i * 2);
  }
  await writeFile(path, wav);
}

/** How a page hears its call: the loudest frequency, and how far it stands above the rest. */
export interface Heard {
  hertz: number;
  decibels: number;
  aboveMedian: number;
}

/**
 * Listens to what the page's remote audio plays, and returns once a clear tone stands for half a second. It measures the
 * sound itself, after the whole road: encoder, server, sandbox, jitter buffer, decoder.
 */
export async function hearTone(page: Page, timeout = 15_000): Promise<Heard> {
  const handle = await page.waitForFunction(
    () => {
      type Ear = { analyser: AnalyserNode; stream: MediaStream; since: number; hertz: number };
      const w = window as unknown as { ear?: Ear };
      const element = document.querySelector<HTMLAudioElement>('[data-testid="remote-audio"]');
      const stream = element?.srcObject;
      if (!(stream instanceof MediaStream) || stream.getAudioTracks().length === 0) return false;
      if (w.ear?.stream !== stream) {
        const context = new AudioContext();
        void context.resume();
        const analyser = context.createAnalyser();
        analyser.fftSize = 8192;
        context.createMediaStreamSource(stream).connect(analyser);
        w.ear = { analyser, stream, since: 0, hertz: 0 };
      }
      const ear = w.ear;
      const bins = new Float32Array(ear.analyser.frequencyBinCount);
      ear.analyser.getFloatFrequencyData(bins);
      let peak = 1;
      for (let i = 2; i < bins.length; i++) if ((bins[i] ?? -200) > (bins[peak] ?? -200)) peak = i;
      const hertz = (peak * ear.analyser.context.sampleRate) / ear.analyser.fftSize;
      const decibels = bins[peak] ?? -200;
      const median = [...bins].sort((a, b) => a - b)[bins.length >> 1] ?? -200;
      const now = performance.now();
      if (decibels < -55 || decibels - median < 20 || Math.abs(hertz - ear.hertz) > 20) {
        ear.since = now;
        ear.hertz = hertz;
        return false;
      }
      return now - ear.since > 500 && { hertz, decibels, aboveMedian: decibels - median };
    },
    undefined,
    { timeout, polling: 50 },
  );
  return (await handle.jsonValue()) as Heard;
}

/** Waits until the page's remote audio has been silent for a second. */
export async function hearSilence(page: Page, timeout = 15_000): Promise<void> {
  await page.waitForFunction(
    () => {
      const w = window as unknown as { ear?: { analyser: AnalyserNode }; quietSince?: number };
      if (!w.ear) return false;
      const wave = new Float32Array(w.ear.analyser.fftSize);
      w.ear.analyser.getFloatTimeDomainData(wave);
      const loud = wave.some((v) => Math.abs(v) > 0.01);
      const now = performance.now();
      if (loud || w.quietSince === undefined) w.quietSince = now;
      return now - w.quietSince > 1000;
    },
    undefined,
    { timeout, polling: 50 },
  );
}
