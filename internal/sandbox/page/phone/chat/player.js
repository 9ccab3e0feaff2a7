// @ts-check
// A player for voice notes: one button, the shape of the sound, and the time.
// The native audio element plays; only one of the page plays at a time.

import { h, setText } from "../../parts/dom.js";
import { timer } from "../../parts/format.js";
import { icon } from "../../parts/icons.js";
import { S } from "../../strings.js";

const BARS = 36;
const QUIET = 0.12; // the height of a bar without sound

/** @type {HTMLAudioElement | null} */
let playing = null;

/**
 * The shape of a sound as the heights of bars, 0 to 1: the peak of each part,
 * in proportion to the loudest.
 * @param {ArrayLike<number>} samples
 * @param {number} bars
 * @returns {number[]}
 */
export function shape(samples, bars) {
  const part = samples.length / bars;
  const peaks = Array.from({ length: bars }, (_, bar) => {
    let peak = 0;
    for (let i = Math.floor(bar * part); i < Math.floor((bar + 1) * part); i++)
      peak = Math.max(peak, Math.abs(samples[i]));
    return peak;
  });
  const loudest = Math.max(...peaks, 0.01);
  return peaks.map((peak) => Math.max(QUIET, peak / loudest));
}

/** How much of a bar was played, 0 to 1. @param {number} bar @param {number} bars @param {number} progress 0 to 1 */
export function played(bar, bars, progress) {
  return Math.min(1, Math.max(0, progress * bars - bar));
}

/**
 * @param {string} source
 * @param {string} label
 * @returns {HTMLElement}
 */
export function player(source, label) {
  const audio = h("audio", { src: source, preload: "metadata" });
  const bars = Array.from({ length: BARS }, () => h("i"));
  const time = h("span", { class: "player-time" }, timer(0));
  const button = h("button", { type: "button", class: "player-button", on: { click: () => toggle() } });
  const seek = h("input", {
    type: "range",
    min: 0,
    max: 100,
    step: 1,
    value: 0,
    class: "player-seek",
    aria: { label: S.player.seek },
    on: { input: () => jump(Number(seek.value) / 100) },
  });
  const words = h("p", { class: "player-error", role: "alert", hidden: true }, S.player.broken);
  const element = h(
    "div",
    { class: "player", role: "group", aria: { label }, data: { testid: "player" } },
    button,
    h(
      "span",
      { class: "player-track" },
      h("span", { class: "player-bars", aria: { hidden: true } }, bars),
      seek,
    ),
    time,
    words,
    audio,
  );

  const length = () => (Number.isFinite(audio.duration) ? audio.duration : 0);
  const show = () => {
    const progress = length() ? audio.currentTime / length() : 0;
    const began = !audio.paused || audio.currentTime > 0;
    setText(time, timer(began ? audio.currentTime : length()));
    for (const [at, bar] of bars.entries()) bar.classList.toggle("on", played(at, BARS, progress) >= 0.5);
    seek.value = String(Math.round(progress * 100));
    seek.setAttribute("aria-valuetext", `${timer(audio.currentTime)} / ${timer(length())}`);
    const sign = audio.paused ? "play" : "pause";
    if (button.dataset.icon !== sign) {
      button.dataset.icon = sign;
      button.replaceChildren(icon(sign, 20));
      button.setAttribute("aria-label", audio.paused ? S.player.play : S.player.pause);
    }
  };
  const jump = (/** @type {number} */ to) => {
    audio.currentTime = to * length();
    show();
  };
  const toggle = () => {
    if (!audio.paused) return audio.pause();
    if (playing !== audio) playing?.pause();
    playing = audio;
    if (audio.ended) audio.currentTime = 0;
    audio.play().catch(() => {
      words.hidden = false;
    });
  };
  for (const event of ["play", "pause", "ended", "timeupdate", "durationchange", "seeked"])
    audio.addEventListener(event, show);
  audio.addEventListener("error", () => {
    words.hidden = false;
    button.disabled = true;
  });
  show();
  whenSeen(element, () => void draw(source, bars));
  return element;
}

/** @param {Element} element @param {() => void} act */
function whenSeen(element, act) {
  if (!("IntersectionObserver" in globalThis)) return;
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    act();
  });
  watch.observe(element);
}

/** Without a shape the bars stay flat: the sound plays all the same. @param {string} source @param {HTMLElement[]} bars */
async function draw(source, bars) {
  try {
    const data = await (await fetch(source)).arrayBuffer();
    const sound = await new OfflineAudioContext(1, 1, 16000).decodeAudioData(data);
    for (const [at, height] of shape(sound.getChannelData(0), bars.length).entries())
      bars[at].style.transform = `scaleY(${height.toFixed(2)})`;
  } catch {
    // The player's own error says that it cannot be played.
  }
}
