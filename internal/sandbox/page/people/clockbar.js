// @ts-check
// The sandbox's clock at the foot of the list, with buttons that move it.

import { h, setText } from "../parts/dom.js";
import { dateTime, remaining } from "../parts/format.js";
import { S } from "../strings.js";
import { api } from "../wire/api.js";

/** How far its buttons go. */
export const STEPS = [
  { label: S.page.hour, seconds: 3600 },
  { label: S.page.day, seconds: 86400 },
  { label: S.page.week, seconds: 7 * 86400 },
];
const NOTEWORTHY = 90; // seconds of difference that a person should know of

export class ClockBar {
  /** @type {number | null} the sandbox's clock minus ours; null until it spoke */
  offset = null;
  #time = h("span", { class: "clock-time" });
  #ahead = h("span", { class: "clock-ahead" });

  /** @param {() => void} onMoved */
  constructor(onMoved) {
    this.element = h(
      "section",
      { class: "clock", aria: { label: S.page.clock }, title: S.page.clockHint },
      h(
        "div",
        { class: "clock-words" },
        h("span", { class: "clock-label" }, S.page.clock),
        this.#time,
        this.#ahead,
      ),
      h(
        "div",
        { class: "clock-buttons" },
        STEPS.map((step) =>
          h(
            "button",
            {
              type: "button",
              class: "button chip",
              on: { click: () => void api.advance(step.seconds).then(onMoved, () => undefined) },
            },
            step.label,
          ),
        ),
      ),
    );
  }

  /** The sandbox's time, in seconds. */
  now() {
    return Date.now() / 1000 + (this.offset ?? 0);
  }

  /** @param {number} now as the sandbox says */
  set(now) {
    if (Number.isFinite(now)) this.offset = now - Date.now() / 1000;
    this.show();
  }

  show() {
    setText(this.#time, this.offset === null ? "" : dateTime(this.now()));
    const ahead = (this.offset ?? 0) > NOTEWORTHY;
    setText(this.#ahead, ahead ? S.page.ahead(remaining(this.offset ?? 0)) : "");
  }
}
