// @ts-check
// The sheet that a phone shows when it wants to call outside call hours: when the
// business opens, a callback, or a message instead.

import { h, setText } from "../../parts/dom.js";
import { icon } from "../../parts/icons.js";
import { S } from "../../strings.js";
import { api, withRefusal } from "../../wire/api.js";

export class Closed {
  #words = h("p", { class: "sheet-words" });
  #error = h("p", { class: "profile-error", role: "alert", hidden: true });
  #ask = h(
    "button",
    {
      type: "button",
      class: "button primary wide",
      data: { testid: "request-callback" },
      on: { click: () => void this.#request() },
    },
    S.icon.askCallback,
  );
  #chat = h(
    "button",
    { type: "button", class: "button plain wide", on: { click: () => this.hide() } },
    S.icon.writeInstead,
  );

  /** @param {string} user @param {() => void} onHide */
  constructor(user, onHide) {
    this.user = user;
    this.onHide = onHide;
    this.element = h(
      "div",
      {
        class: "sheet",
        hidden: true,
        role: "dialog",
        aria: { label: S.icon.closed },
        data: { testid: "closed-sheet" },
        on: { keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.hide() },
      },
      h(
        "div",
        { class: "sheet-card" },
        h("span", { class: "request-icon" }, icon("clock", 20)),
        this.#words,
        this.#error,
        this.#ask,
        this.#chat,
      ),
    );
  }

  /** Follows what is known of calling. @param {import("../call/icon.js").Icon} is */
  show(is) {
    setText(this.#words, is.words);
    this.#ask.hidden = !is.callback;
    if (is.calls && !this.element.hidden) this.hide();
  }

  reveal() {
    this.#error.hidden = true;
    this.element.hidden = false;
    (this.#ask.hidden ? this.#chat : this.#ask).focus();
  }

  hide() {
    this.element.hidden = true;
    this.onHide();
  }

  async #request() {
    this.#error.hidden = true;
    try {
      await api.callback(this.user);
      this.hide();
    } catch (error) {
      setText(this.#error, withRefusal(S.icon.callbackFailed, error));
      this.#error.hidden = false;
    }
  }
}
