// @ts-check
// The ring tone and the ring-back tone, made here. Several phones may ring at
// once: they share one sound, which ends with the last of them.

/** @typedef {"ring" | "ringback"} Tone */

/** @type {Record<Tone, { period: number, volume: number, notes: [at: number, length: number, hertz: number][] }>} */
const TONES = {
  ring: {
    period: 2.6,
    volume: 0.11,
    notes: [
      [0, 0.5, 587.33],
      [0.24, 0.7, 783.99],
      [0.95, 0.5, 587.33],
      [1.19, 0.9, 783.99],
    ],
  },
  ringback: {
    period: 4,
    volume: 0.035,
    notes: [
      [0, 1.4, 415.3],
      [0, 1.4, 493.88],
    ],
  },
};

class Ringer {
  /** @type {Map<object, Tone>} */
  #ringing = new Map();
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {GainNode | null} */
  #out = null;
  /** @type {Tone | null} */
  #tone = null;
  #timer = 0;

  /** Rings for somebody, or stops with null. @param {object} who @param {Tone | null} tone */
  set(who, tone) {
    if (tone) this.#ringing.set(who, tone);
    else this.#ringing.delete(who);
    const tones = [...this.#ringing.values()];
    const next = tones.includes("ring") ? "ring" : (tones[0] ?? null);
    if (next === this.#tone) return;
    this.#silence();
    this.#tone = next;
    if (next) this.#play(next);
  }

  /** Browsers hold sound back until the first touch: then a ring that waits may begin. */
  wake() {
    if (this.#tone && this.#context?.state === "suspended") void this.#context.resume();
  }

  /** @param {Tone} tone */
  #play(tone) {
    this.#context ??= new AudioContext();
    const context = this.#context;
    if (context.state === "suspended") void context.resume();
    const out = context.createGain();
    out.gain.value = TONES[tone].volume;
    out.connect(context.destination);
    this.#out = out;
    const round = () => {
      // A suspended context keeps what is scheduled: it would all sound at once later.
      if (out !== this.#out || context.state !== "running") return;
      for (const note of TONES[tone].notes) strike(context, out, note);
    };
    if (context.state === "running") round();
    else context.addEventListener("statechange", round, { once: true });
    this.#timer = window.setInterval(round, TONES[tone].period * 1000);
  }

  #silence() {
    clearInterval(this.#timer);
    const out = this.#out;
    this.#out = null;
    if (!out || !this.#context) return;
    out.gain.setTargetAtTime(0, this.#context.currentTime, 0.03);
    window.setTimeout(() => out.disconnect(), 300);
  }
}

/** One soft note: a sine and a quiet octave above it. @param {AudioContext} context @param {AudioNode} out @param {[number, number, number]} note */
function strike(context, out, [at, length, hertz]) {
  const start = context.currentTime + at;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(1, start + 0.04);
  gain.gain.setTargetAtTime(0, start + 0.06, length / 3);
  gain.connect(out);
  for (const [factor, share] of [
    [1, 1],
    [2, 0.18],
  ]) {
    const tone = context.createOscillator();
    const level = context.createGain();
    tone.frequency.value = hertz * factor;
    level.gain.value = share;
    tone.connect(level).connect(gain);
    tone.start(start);
    tone.stop(start + length * 1.6);
  }
}

export const ringer = new Ringer();
