// @ts-check
// The chat: messages by day, and the composer.

import { api, Refusal } from "./api.js";
import { bubble } from "./bubble.js";
import { h, keyed } from "./dom.js";
import { day, dayKey } from "./format.js";
import { icon } from "./icons.js";
import { reply } from "./request.js";
import { S } from "./strings.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {{ key: string, mark: string, make: () => HTMLElement }} Row */

const NEAR = 90; // pixels from the end that still count as reading the newest
const COMPOSER_MAX = 116;

export class Chat {
  #list = h("ol", { class: "messages" });
  #scroll = h("div", { class: "chat-scroll", tabindex: 0, role: "log" }, this.#list);
  #compose = h("textarea", {
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
  #form = h(
    "form",
    { class: "composer", on: { submit: (/** @type {Event} */ event) => void this.#submit(event) } },
    this.#compose,
    this.#send,
  );
  #empty = h(
    "div",
    { class: "chat-empty", hidden: true },
    h("span", { class: "chat-empty-icon" }, icon("chat", 26)),
    h("strong", {}, S.chat.emptyHeading),
    h("p", {}, S.chat.empty),
    h(
      "div",
      { class: "ideas" },
      S.chat.ideas.map((text) =>
        h("button", { type: "button", class: "idea", on: { click: () => this.#suggest(text) } }, text),
      ),
    ),
  );
  #readSent = "";
  /** @type {State | null} */
  #state = null;
  #first = true;
  #onVisible = () => void this.#markRead();

  /**
   * @param {string} user
   * @param {{ notify: (words: string) => void, covered: () => boolean }} options covered: the chat cannot be seen
   */
  constructor(user, options) {
    this.user = user;
    this.options = options;
    this.#scroll.append(this.#empty);
    this.element = h("div", { class: "chat" }, this.#scroll, this.#form);
    document.addEventListener("visibilitychange", this.#onVisible);
  }

  /** @param {State} state */
  show(state) {
    const before = this.#state?.messages.length ?? 0;
    const atEnd =
      this.#first || this.#scroll.scrollHeight - this.#scroll.scrollTop - this.#scroll.clientHeight < NEAR;
    const own = state.messages.length > before && state.messages.at(-1)?.from === "user";
    this.#state = state;
    this.#scroll.setAttribute("aria-label", S.chat.label(state.business.name));
    this.#empty.hidden = state.messages.length > 0;
    const rows = this.#rows(state);
    keyed(
      this.#list,
      rows,
      (row) => row.key,
      (row) => row.mark,
      (row) => row.make(),
    );
    if (atEnd || own) this.toEnd();
    this.#first = false;
    void this.#markRead();
  }

  toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  close() {
    document.removeEventListener("visibilitychange", this.#onVisible);
  }

  /** @param {State} state @returns {Row[]} */
  #rows(state) {
    /** @type {Row[]} */
    const rows = [];
    let last = "";
    for (const message of state.messages) {
      const key = dayKey(message.at_unix);
      if (key !== last) {
        const title = day(message.at_unix, state.now_unix);
        rows.push({
          key: `day before ${message.id}`,
          mark: title,
          make: () => h("li", { class: "day" }, h("span", {}, title)),
        });
        last = key;
      }
      rows.push({
        key: message.id,
        mark: JSON.stringify([message, state.business.name]),
        make: () => bubble(message, state.business.name, (request, answer) => this.#answer(request, answer)),
      });
    }
    return rows;
  }

  /** @param {string} request @param {import("./request.js").Answer} answer */
  async #answer(request, answer) {
    try {
      await api.permission(this.user, reply(answer, request));
    } catch (error) {
      this.#complain(S.request.failed, error);
    }
  }

  /** Tells the business that its messages were seen: the newest one stands for all before it. */
  async #markRead() {
    if (document.visibilityState !== "visible" || this.options.covered()) return;
    const newest = this.#state?.messages.findLast(
      (message) => message.from === "business" && message.status === "delivered",
    );
    if (!newest || newest.id === this.#readSent) return;
    this.#readSent = newest.id;
    // A receipt that does not arrive is nothing to trouble the person with.
    await api.read(this.user, newest.id).catch(() => undefined);
  }

  #typed() {
    const box = this.#compose;
    this.#send.disabled = box.value.trim() === "";
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, COMPOSER_MAX)}px`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  /** @param {string} text */
  #suggest(text) {
    this.#compose.value = text;
    this.#typed();
    this.#compose.focus();
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const text = this.#compose.value.trim();
    if (!text) return;
    this.#compose.value = "";
    this.#typed();
    this.#compose.focus();
    try {
      await api.write(this.user, text);
    } catch (error) {
      if (!this.#compose.value) this.#compose.value = text;
      this.#typed();
      this.#complain(S.chat.notSent, error);
    }
  }

  /** @param {string} what @param {unknown} error */
  #complain(what, error) {
    this.options.notify(error instanceof Refusal ? `${what} ${error.message}` : what);
  }
}
