import { writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { patience } from "./patience";

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

/** The tones that people speak in scenarios. */
export const operatorTone = 440;
export const phoneTone = 1000;

/** What a page's ear keeps between two looks. */
interface Ear {
  stream: MediaStream;
  analyser: AnalyserNode;
  hertz: number;
  since: number;
}

/**
 * Waits until the audio that the page plays is a clear tone for half a second, and compares its frequency. It measures
 * the sound itself, after the whole road: encoder, server, sandbox, jitter buffer, decoder.
 */
export async function hear(page: Page, hertz: number): Promise<void> {
  const heard = await page.waitForFunction(
    () => {
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
        w.ear = { stream, analyser, hertz: 0, since: 0 };
      }
      const { ear } = w;
      const bins = new Float32Array(ear.analyser.frequencyBinCount);
      ear.analyser.getFloatFrequencyData(bins);
      let peak = 1;
      for (let i = 2; i < bins.length; i++) if ((bins[i] ?? -200) > (bins[peak] ?? -200)) peak = i;
      const loudest = (peak * ear.analyser.context.sampleRate) / ear.analyser.fftSize;
      const decibels = bins[peak] ?? -200;
      const median = [...bins].sort((a, b) => a - b)[bins.length >> 1] ?? -200;
      const clear = decibels > -55 && decibels - median > 20;
      if (!clear || Math.abs(loudest - ear.hertz) > 12) {
        ear.since = performance.now();
        ear.hertz = loudest;
        return false;
      }
      return performance.now() - ear.since > 500 && loudest;
    },
    undefined,
    { timeout: patience, polling: 50 },
  );
  const loudest = Number(await heard.jsonValue());
  expect(loudest, `the tone that ${page.url()} hears`).toBeGreaterThan(hertz - 15);
  expect(loudest, `the tone that ${page.url()} hears`).toBeLessThan(hertz + 15);
}

/** Waits until what the page plays, and `hear` listened to before, is silent for half a second. */
export async function hearNothing(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const { ear } = window as unknown as { ear?: Ear };
      if (!ear) return false;
      const wave = new Float32Array(ear.analyser.fftSize);
      ear.analyser.getFloatTimeDomainData(wave);
      const quiet = wave.every((sample) => Math.abs(sample) < 0.005);
      if (!quiet || ear.hertz !== 0) {
        ear.since = performance.now();
        ear.hertz = 0;
        return false;
      }
      return performance.now() - ear.since > 500;
    },
    undefined,
    { timeout: patience, polling: 50 },
  );
}
