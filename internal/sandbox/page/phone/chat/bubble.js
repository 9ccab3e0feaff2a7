// @ts-check
// One message as it looks in the chat.

import { h } from "../../parts/dom.js";
import { clock } from "../../parts/format.js";
import { icon } from "../../parts/icons.js";
import { S } from "../../strings.js";
import { attached, cards, located } from "./attached.js";
import { buttons } from "./buttons.js";
import { quote } from "./quote.js";
import { requestCard } from "./request.js";
import { rich } from "./rich.js";

/** @typedef {import("../../wire/types.js").Message} Message */
/** @typedef {import("../../wire/types.js").Button} Button */

/**
 * @typedef {object} Around what a message needs from the chat around it
 * @property {string} business
 * @property {(id: string) => Message | undefined} find
 * @property {(id: string) => void} go shows another message
 * @property {(request: string, answer: import("./request.js").Answer) => Promise<void>} answer
 * @property {(message: Message, button: Button) => Promise<void>} tap
 * @property {((message: Message) => void) | null} reply begins an answer to it
 * @property {((message: Message, emoji: string) => Promise<void>) | null} react
 */

/** The kinds that are lines of the chat and not somebody's words. */
const LINES = { system: "", call: "incoming", permission_reply: "shield" };

/** @param {Message} message @param {Around} around @returns {HTMLElement} */
export function bubble(message, around) {
  const time = h(
    "time",
    { datetime: new Date(message.at_unix * 1000).toISOString() },
    clock(message.at_unix),
  );
  const props = {
    class: `message ${message.from} ${message.kind}`,
    data: { testid: "message", id: message.id, media: message.media?.kind },
  };
  const line = LINES[/** @type {keyof typeof LINES} */ (message.kind)];
  if (line !== undefined)
    return h("li", props, h("p", { class: "pill" }, line && icon(line, 15), message.text, line && time));
  const body =
    message.kind === "call_permission_request"
      ? [requestCard(message, around.business, (value) => around.answer(message.id, value))]
      : content(message);
  return h(
    "li",
    props,
    h(
      "div",
      { class: "bubble" },
      message.reply_to ? quote(around.find(message.reply_to), around.business, around.go) : null,
      body,
      message.footer ? h("p", { class: "foot" }, message.footer) : null,
      h("p", { class: "meta" }, time, ticks(message)),
      message.status === "failed" ? h("p", { class: "not-sent" }, S.chat.failedLong) : null,
      buttons(message, (button) => around.tap(message, button)),
      message.reaction ? reaction(message, around.business) : null,
    ),
    around.reply || around.react ? deeds(message, around) : null,
  );
}

/** @param {Message} message */
function content(message) {
  const { header, text, media, location, contacts } = message;
  return [
    message.kind === "voicemail" ? h("p", { class: "kind" }, icon("voicemail", 16), S.media.voicemail) : null,
    media ? attached(media, text) : null,
    location ? located(location) : null,
    contacts?.length ? cards(contacts) : null,
    header ? h("p", { class: "head" }, rich(header)) : null,
    text || !(header || media || location || contacts?.length)
      ? h("p", { class: "text" }, rich(text || S.chat.nothingToShow))
      : null,
  ];
}

/** @param {Message} message @param {string} business */
function reaction(message, business) {
  const who = message.from === "user" ? business : S.chat.you;
  const words = S.chat.reacted(who, message.reaction ?? "");
  return h(
    "span",
    { class: "reaction", role: "img", title: words, aria: { label: words } },
    message.reaction,
  );
}

const EMOJIS = ["👍", "❤️", "😂", "😮", "🙏"];

/** What can be done with a message, beside it. @param {Message} message @param {Around} around */
function deeds(message, { reply, react }) {
  const faces = h(
    "span",
    { class: "faces", role: "group", aria: { label: S.chat.react }, hidden: true },
    EMOJIS.map((emoji) =>
      h(
        "button",
        {
          type: "button",
          class: "face",
          aria: { label: S.chat.reactWith(emoji) },
          on: { click: () => void react?.(message, emoji === message.reaction ? "" : emoji) },
        },
        emoji,
      ),
    ),
  );
  const act = (/** @type {string} */ name, /** @type {string} */ words, /** @type {() => void} */ done) =>
    h(
      "button",
      { type: "button", class: "bare tiny", title: words, aria: { label: words }, on: { click: done } },
      icon(name, 16),
    );
  return h(
    "span",
    { class: "deeds" },
    reply ? act("reply", S.chat.reply, () => reply(message)) : null,
    react && message.from === "business"
      ? act("smile", S.chat.react, () => {
          faces.hidden = !faces.hidden;
          if (!faces.hidden) faces.querySelector("button")?.focus();
        })
      : null,
    faces,
  );
}

/** How far a message of the person came. @param {Message} message */
export function ticks(message) {
  if (message.from !== "user" || !message.status) return null;
  const words = { sent: S.chat.sent, delivered: S.chat.delivered, read: S.chat.read, failed: S.chat.failed }[
    message.status
  ];
  if (!words) return null;
  const sign = message.status === "failed" ? "warning" : message.status === "sent" ? "tick" : "ticks";
  return h(
    "span",
    {
      class: `ticks ${message.status}`,
      role: "img",
      title: words,
      aria: { label: words },
      data: { status: message.status },
    },
    icon(sign, 16),
  );
}
