// @ts-check
// The chat: messages by day, scrolling, receipts, and the composer under it.

import { h, keyed, setText } from "../../parts/dom.js";
import { day, dayKey } from "../../parts/format.js";
import { icon } from "../../parts/icons.js";
import { S } from "../../strings.js";
import { api, withRefusal } from "../../wire/api.js";
import { bubble, ticks } from "./bubble.js";
import { Composer } from "./composer.js";
import { reply } from "./request.js";

/** @typedef {import("../../wire/types.js").State} State */
/** @typedef {import("../../wire/types.js").Message} Message */
/** @typedef {import("../../wire/types.js").Button} Button */
/** @typedef {{ key: string, mark: string, make: () => HTMLElement }} Row */

/**
 * @typedef {object} Options
 * @property {(words: string) => void} notify
 * @property {() => boolean} covered the chat cannot be seen
 * @property {(how: () => Promise<unknown>) => Promise<void>} call calls the business in some way
 */

const NEAR = 90; // pixels from the end that still count as reading the newest
const SHOWN_MS = 1600;

/** What of a message is drawn anew when it changes: all but how far it came, which has its own element. @param {Message} message */
export function markOf(message) {
  return JSON.stringify({ ...message, status: message.status === "failed" ? "failed" : "" });
}

/** How many messages of the business came after the last one that was seen. @param {Message[]} messages @param {string} seen its id */
export function unseen(messages, seen) {
  const at = messages.findIndex((message) => message.id === seen);
  return messages.slice(at + 1).filter((message) => message.from === "business").length;
}

export class Chat {
  #list = h("ol", { class: "messages" });
  #scroll = h("div", { class: "chat-scroll", tabindex: 0, role: "log" }, this.#list);
  #newestWords = h("span", { class: "newest-count" });
  #newest = h(
    "button",
    {
      type: "button",
      class: "newest",
      hidden: true,
      aria: { label: S.chat.newest },
      title: S.chat.newest,
      on: { click: () => this.toEnd() },
    },
    this.#newestWords,
    icon("down", 20),
  );
  #composer = new Composer((draft) => this.#send(draft), {
    notify: (words) => this.options.notify(words),
    author: (message) =>
      message.from === "user" ? S.chat.you : (this.#state?.business.name ?? S.chat.message),
  });
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
        h(
          "button",
          { type: "button", class: "idea", on: { click: () => this.#composer.suggest(text) } },
          text,
        ),
      ),
    ),
  );
  #readSent = "";
  #lastSeen = ""; // the newest message when the end was last in view
  #end = true; // whether the end is in view
  #top = 0; // where it was scrolled to
  /** @type {State | null} */
  #state = null;
  #onVisible = () => void this.#markRead();

  /** @type {ResizeObserver} */
  #grown;

  /** @param {string} user @param {Options} options */
  constructor(user, options) {
    this.user = user;
    this.options = options;
    this.#scroll.append(this.#empty);
    this.#scroll.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    // Pictures grow when they arrive, and a phone when the page does: who reads the newest message goes on reading it.
    this.#grown = new ResizeObserver(() => this.#end && this.toEnd());
    this.#grown.observe(this.#list);
    this.#grown.observe(this.#scroll);
    this.element = h(
      "div",
      { class: "chat" },
      h("div", { class: "chat-view" }, this.#scroll, this.#newest),
      this.#composer.element,
    );
    document.addEventListener("visibilitychange", this.#onVisible);
  }

  /** @param {State} state */
  show(state) {
    const before = this.#state?.messages.length ?? 0;
    const own = state.messages.length > before && state.messages.at(-1)?.from === "user";
    this.#state = state;
    this.#scroll.setAttribute("aria-label", S.chat.label(state.business.name));
    this.#empty.hidden = state.messages.length > 0;
    keyed(
      this.#list,
      this.#rows(state),
      (row) => row.key,
      (row) => row.mark,
      (row) => row.make(),
    );
    this.#showTicks(state);
    if (this.#end || own) this.toEnd();
    this.#showNewest();
    void this.#markRead();
  }

  toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
    this.#scrolled();
  }

  close() {
    this.#grown.disconnect();
    document.removeEventListener("visibilitychange", this.#onVisible);
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroll;
    if (clientHeight === 0) return; // covered: nobody moved it
    // What is far from the end without having been moved up has only grown.
    if (scrollHeight - scrollTop - clientHeight < NEAR) this.#end = true;
    else if (scrollTop < this.#top) this.#end = false;
    this.#top = scrollTop;
    if (this.#end) this.#lastSeen = this.#state?.messages.at(-1)?.id ?? "";
    this.#showNewest();
  }

  #showNewest() {
    this.#newest.hidden = this.#end;
    const count = this.#end ? 0 : unseen(this.#state?.messages ?? [], this.#lastSeen);
    setText(this.#newestWords, count ? S.chat.unseen(count) : "");
  }

  /** @param {State} state @returns {Row[]} */
  #rows(state) {
    /** @type {Row[]} */
    const rows = [];
    const byId = new Map(state.messages.map((message) => [message.id, message]));
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
        mark: `${markOf(message)} ${state.business.name}`,
        make: () =>
          bubble(message, {
            business: state.business.name,
            find: (id) => byId.get(id),
            go: (id) => this.#go(id),
            answer: (request, answer) => this.#answer(request, answer),
            tap: (tapped, button) => this.#tap(tapped, button),
            reply: (to) => this.#composer.answer(to),
            react: (to, emoji) => this.#react(to, emoji),
          }),
      });
    }
    return rows;
  }

  /** Ticks change often and alone: the rest of the message, which may be playing, stays. @param {State} state */
  #showTicks(state) {
    for (const message of state.messages) {
      if (message.from !== "user") continue;
      const row = this.#row(message.id);
      const old = row?.querySelector(".ticks");
      if (old instanceof HTMLElement && old.dataset.status === message.status) continue;
      const next = ticks(message);
      if (old) old.replaceWith(next ?? "");
      else if (next) row?.querySelector(".meta")?.append(next);
    }
  }

  /** @param {string} id @returns {HTMLElement | null} */
  #row(id) {
    return this.#list.querySelector(`[data-key="${CSS.escape(id)}"]`);
  }

  /** @param {string} id */
  #go(id) {
    const row = this.#row(id);
    row?.scrollIntoView({ block: "center" });
    row?.classList.add("shown");
    window.setTimeout(() => row?.classList.remove("shown"), SHOWN_MS);
  }

  /** @param {string} request @param {import("./request.js").Answer} answer */
  async #answer(request, answer) {
    await this.#try(() => api.permission(this.user, reply(answer, request)), S.request.failed);
  }

  /** @param {Message} message @param {Button} button */
  async #tap(message, button) {
    const tap = () => api.tap(this.user, message.id, button.id);
    if (button.kind === "call") return this.options.call(tap);
    await this.#try(tap, S.chat.tapFailed);
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

  /** @param {import("./composer.js").Draft} draft */
  #send({ text, file, replyTo }) {
    const reply = replyTo ? { reply_to: replyTo.id } : {};
    return this.#try(async () => {
      if (!file) return api.write(this.user, { text, ...reply });
      const media = await api.upload(file);
      return api.write(this.user, { media_id: media, ...(text ? { caption: text } : {}), ...reply });
    }, S.chat.notSent);
  }

  /** @param {Message} message @param {string} emoji empty takes it back */
  async #react(message, emoji) {
    await this.#try(
      () => api.write(this.user, { reaction: { message_id: message.id, emoji } }),
      S.chat.notReacted,
    );
  }

  /** Does something and tells the person when it was refused. @param {() => Promise<unknown>} act @param {string} failed @returns {Promise<boolean>} */
  async #try(act, failed) {
    try {
      await act();
      return true;
    } catch (error) {
      this.options.notify(withRefusal(failed, error));
      return false;
    }
  }
}
