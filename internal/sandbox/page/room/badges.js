// @ts-check
// The badges that say, wherever one looks, that faults are on.

import { h, setText } from "../parts/dom.js";
import { icon } from "../parts/icons.js";
import { S } from "../strings.js";
import { active } from "./faultwords.js";

export class Badges {
  /** @type {{ element: HTMLAnchorElement, words: HTMLElement }[]} */
  #all = [];
  /** @type {string[]} */
  #on = [];

  /** @param {() => string} link the address of the faults */
  constructor(link) {
    this.link = link;
  }

  /** One more badge. It is hidden while no fault is on. */
  make() {
    const words = h("span");
    const element = h(
      "a",
      { class: "fault-badge", data: { testid: "fault-badge" } },
      icon("warning", 15),
      words,
    );
    this.#all.push({ element, words });
    this.#draw();
    return element;
  }

  /** @param {import("../wire/types.js").Faults} faults */
  show(faults) {
    this.#on = active(faults);
    this.#draw();
  }

  /** A badge that is no longer on the page. @param {HTMLElement} element */
  drop(element) {
    this.#all = this.#all.filter((one) => one.element !== element);
  }

  /** The address changed: so may theirs. */
  follow() {
    this.#draw();
  }

  #draw() {
    const text = S.room.faultsOn(this.#on.length);
    for (const { element, words } of this.#all) {
      element.hidden = this.#on.length === 0;
      element.href = this.link();
      element.title = this.#on.join("\n");
      element.dataset.count = String(this.#on.length);
      element.setAttribute("aria-label", text);
      setText(words, text);
    }
  }
}
