// @ts-check
// The clock, and how to begin anew.

import { h, setText } from "../parts/dom.js";
import { dateTime, localInput } from "../parts/format.js";
import { STEPS } from "../people/clockbar.js";
import { S } from "../strings.js";
import { api, refusalOr } from "../wire/api.js";
import { sureButton } from "./parts.js";

export class WorldPanel {
  #time = h("p", { class: "world-time" });
  #input = h("input", { id: "clock-set", type: "datetime-local", data: { testid: "clock-set" } });
  #clockSaid = h("p", { class: "said", role: "status" });
  #resetSaid = h("p", { class: "said", role: "status", data: { testid: "reset-said" } });

  /** @param {{ now: () => number, moved: () => void }} options */
  constructor(options) {
    this.options = options;
    this.element = h(
      "div",
      { class: "panel" },
      h(
        "section",
        { class: "box" },
        h("div", { class: "box-head" }, h("h4", {}, S.world.now), this.#clockSaid),
        this.#time,
        h(
          "div",
          { class: "row-buttons", role: "group", aria: { label: S.world.forward } },
          STEPS.map(({ label, seconds }) =>
            h(
              "button",
              {
                type: "button",
                class: "button plain small",
                on: { click: () => void this.#move(() => api.advance(seconds)) },
              },
              label,
            ),
          ),
        ),
        h(
          "form",
          {
            class: "clock-form",
            on: {
              submit: (/** @type {Event} */ event) => {
                event.preventDefault();
                void this.#set();
              },
            },
          },
          h("label", { class: "field-label", for: "clock-set" }, S.world.set),
          this.#input,
          h("button", { type: "submit", class: "button plain" }, S.world.setButton),
        ),
      ),
      h(
        "section",
        { class: "box" },
        h("div", { class: "box-head" }, h("h4", {}, S.world.resetHeading), this.#resetSaid),
        deed(
          S.world.someHint,
          sureButton(S.world.some, "reset", () => this.#reset(false)),
        ),
        deed(
          S.world.allHint,
          sureButton(S.world.all, "reset-all", () => this.#reset(true)),
        ),
      ),
    );
  }

  async refresh() {
    const now = this.options.now();
    setText(this.#time, dateTime(now));
    this.#input.min = localInput(now);
    if (!this.#input.value) this.#input.value = localInput(now + 86400);
  }

  async #set() {
    const unix = new Date(this.#input.value).getTime() / 1000;
    if (!(unix > this.options.now())) return say(this.#clockSaid, S.world.needed, "bad");
    await this.#move(() => api.setClock(Math.round(unix)));
  }

  /** @param {() => Promise<number>} how */
  async #move(how) {
    try {
      const now = await how();
      say(this.#clockSaid, dateTime(now), "good");
      this.options.moved();
      setText(this.#time, dateTime(now));
    } catch (error) {
      say(this.#clockSaid, refusalOr(S.world.clockFailed)(error), "bad");
    }
  }

  /** @param {boolean} all */
  async #reset(all) {
    try {
      await api.reset(all);
      say(this.#resetSaid, S.world.done, "good");
      this.options.moved();
    } catch (error) {
      say(this.#resetSaid, refusalOr(S.world.failed)(error), "bad");
    }
  }
}

/** @param {string} hint @param {HTMLElement} control */
function deed(hint, control) {
  return h("div", { class: "field" }, h("p", { class: "field-hint" }, hint), control);
}

/** @param {HTMLElement} element @param {string} words @param {"good" | "bad"} mark */
function say(element, words, mark) {
  setText(element, words);
  element.className = `said ${mark}`;
}
