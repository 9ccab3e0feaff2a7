// @ts-check
// Where the person writes to the business.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { S } from "./strings.js";

const TALLEST = 116; // pixels that the box grows to

export class Composer {
  #box = h("textarea", {
    class: "compose",
    rows: 1,
    placeholder: S.chat.compose,
    aria: { label: S.chat.compose },
    data: { testid: "compose" },
    autocomplete: "off",
    on: { input: () => this.#typed(), keydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) },
  });
  #send = h(
    "button",
    {
      type: "submit",
      class: "round small",
      disabled: true,
      aria: { label: S.chat.send },
      data: { testid: "send" },
    },
    icon("send", 20),
  );

  /** @param {(text: string) => Promise<boolean>} send tells whether it went */
  constructor(send) {
    this.send = send;
    this.element = h(
      "form",
      { class: "composer", on: { submit: (/** @type {Event} */ event) => void this.#submit(event) } },
      this.#box,
      this.#send,
    );
  }

  /** Puts a text where it can be changed before it is sent. @param {string} text */
  suggest(text) {
    this.#box.value = text;
    this.#typed();
    this.#box.focus();
  }

  #typed() {
    const box = this.#box;
    this.#send.disabled = box.value.trim() === "";
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.element.requestSubmit();
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const text = this.#box.value.trim();
    if (!text) return;
    this.suggest("");
    if (await this.send(text)) return;
    // What was written meanwhile is worth more than what did not go.
    if (!this.#box.value) this.#box.value = text;
    this.#typed();
  }
}
