// @ts-check
// A level meter that keeps the last seconds: one sees that sound flows.

import { h } from "../../parts/dom.js";
import { loudness } from "../../parts/format.js";

const BARS = 28;

export class Meter {
  #bars = Array.from({ length: BARS }, () => h("i"));
  /** @type {number[]} */
  #levels = new Array(BARS).fill(0);

  /** @param {string} id @param {string} caption @param {string} label */
  constructor(id, caption, label) {
    this.wave = h(
      "span",
      {
        class: "wave",
        role: "meter",
        aria: { label, valuemin: 0, valuemax: 100, valuenow: 0 },
        data: { testid: id },
      },
      this.#bars,
    );
    this.element = h("div", { class: "meter" }, h("span", { class: "meter-caption" }, caption), this.wave);
  }

  /** @param {number} level linear, 0 to 1 */
  push(level) {
    const height = loudness(level);
    this.#levels.push(height);
    this.#levels.shift();
    this.#bars.forEach((bar, i) => {
      bar.style.transform = `scaleY(${Math.max(0.06, this.#levels[i]).toFixed(2)})`;
    });
    this.wave.setAttribute("aria-valuenow", String(Math.round(height * 100)));
  }

  clear() {
    this.#levels.fill(0);
    this.push(0);
  }
}
