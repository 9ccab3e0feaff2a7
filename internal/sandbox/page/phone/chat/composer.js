// @ts-check
// Where the person writes to the business, with a file or as an answer to a
// message.

import { h, setText } from "../../parts/dom.js";
import { size } from "../../parts/format.js";
import { icon } from "../../parts/icons.js";
import { S } from "../../strings.js";
import { gist } from "./quote.js";

/** @typedef {import("../../wire/types.js").Message} Message */

/**
 * @typedef {object} Draft
 * @property {string} text
 * @property {File | null} file
 * @property {Message | null} replyTo
 */

const TALLEST = 116; // pixels that the box grows to
const LARGEST = 100e6; // bytes that the sandbox takes

/** Why a file cannot be sent; empty when it can. @param {{ size: number }} file */
export function tooMuch(file) {
  if (file.size === 0) return S.composer.empty;
  return file.size > LARGEST ? S.composer.large(size(LARGEST)) : "";
}

export class Composer {
  /** @type {File | null} */
  #file = null;
  /** @type {Message | null} */
  #replyTo = null;
  #sending = false;
  #box = h("textarea", {
    class: "compose",
    rows: 1,
    placeholder: S.chat.compose,
    aria: { label: S.chat.compose },
    data: { testid: "compose" },
    autocomplete: "off",
    on: {
      input: () => this.#typed(),
      keydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      paste: (/** @type {ClipboardEvent} */ event) => {
        const file = event.clipboardData?.files[0];
        if (!file) return;
        event.preventDefault();
        this.#attach(file);
      },
    },
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
  #chooser = h("input", {
    type: "file",
    class: "unseen",
    tabindex: -1,
    aria: { label: S.composer.attach },
    data: { testid: "attachment" },
    on: {
      change: () => {
        const file = this.#chooser.files?.[0];
        this.#chooser.value = "";
        if (file) this.#attach(file);
      },
    },
  });
  #clip = h(
    "button",
    {
      type: "button",
      class: "bare",
      title: S.composer.attach,
      aria: { label: S.composer.attach },
      data: { testid: "attach" },
      on: { click: () => this.#chooser.click() },
    },
    icon("clip", 20),
  );
  #answered = held("reply", S.composer.noReply, () => this.answer(null));
  #attached = held("clip", S.composer.noFile, () => this.#attach(null));

  /**
   * @param {(draft: Draft) => Promise<boolean>} send tells whether it went
   * @param {{ notify: (words: string) => void, author: (message: Message) => string }} options
   */
  constructor(send, options) {
    this.send = send;
    this.options = options;
    this.element = h(
      "form",
      { class: "composer", on: { submit: (/** @type {Event} */ event) => void this.#submit(event) } },
      this.#answered.element,
      this.#attached.element,
      h("div", { class: "composer-row" }, this.#clip, this.#chooser, this.#box, this.#send),
    );
  }

  /** Puts a text where it can be changed before it is sent. @param {string} text */
  suggest(text) {
    this.#box.value = text;
    this.#typed();
    this.#box.focus();
  }

  /** Begins an answer to a message, or ends it. @param {Message | null} message */
  answer(message) {
    this.#replyTo = message;
    this.#answered.show(message ? S.composer.replyTo(this.options.author(message), gist(message)) : "");
    this.#box.focus();
  }

  /** @param {File | null} file */
  #attach(file) {
    const wrong = file ? tooMuch(file) : "";
    if (wrong) return this.options.notify(wrong);
    this.#file = file;
    this.#attached.show(file ? `${file.name} · ${size(file.size)}` : "");
    this.#typed();
    this.#box.focus();
  }

  #typed() {
    const box = this.#box;
    this.#send.disabled = this.#sending || (box.value.trim() === "" && !this.#file);
    box.setAttribute("placeholder", this.#file ? S.composer.caption : S.chat.compose);
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Escape" && (this.#replyTo || this.#file)) {
      this.#attach(null);
      this.answer(null);
    }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.element.requestSubmit();
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    /** @type {Draft} */
    const draft = { text: this.#box.value.trim(), file: this.#file, replyTo: this.#replyTo };
    if (this.#sending || (!draft.text && !draft.file)) return;
    // Words go at once and several may be under way; a file is waited for.
    this.#sending = draft.file !== null;
    this.element.classList.toggle("sending", this.#sending);
    this.#attach(null);
    this.answer(null);
    this.suggest("");
    const went = await this.send(draft);
    this.#sending = false;
    this.element.classList.remove("sending");
    if (!went) this.#restore(draft);
    this.#typed();
  }

  /** What was written meanwhile is worth more than what did not go. @param {Draft} draft */
  #restore({ text, file, replyTo }) {
    if (this.#box.value || this.#file) return;
    this.#box.value = text;
    if (file) this.#attach(file);
    if (replyTo) this.answer(replyTo);
  }
}

/** What goes with the message, above the box, with a button that takes it off. @param {string} sign @param {string} drop @param {() => void} act */
function held(sign, drop, act) {
  const words = h("span", { class: "held-words" });
  const element = h(
    "div",
    { class: "held", hidden: true, data: { testid: `held-${sign}` } },
    icon(sign, 16),
    words,
    h(
      "button",
      { type: "button", class: "bare tiny", aria: { label: drop }, title: drop, on: { click: act } },
      icon("close", 16),
    ),
  );
  return {
    element,
    show: (/** @type {string} */ text) => {
      setText(words, text);
      element.hidden = text === "";
    },
  };
}
