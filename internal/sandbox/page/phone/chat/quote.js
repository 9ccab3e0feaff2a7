// @ts-check
// The message that another one answers, in short.

import { h } from "../../parts/dom.js";
import { S } from "../../strings.js";
import { mediaWords } from "./attached.js";
import { plain } from "./rich.js";

/** @typedef {import("../../wire/types.js").Message} Message */

const LONGEST = 140;

/** What a message says, in one line. @param {Message} message */
export function gist(message) {
  const text = plain([message.header, message.text].filter(Boolean).join(" – ")).replace(/\s+/g, " ").trim();
  const words =
    text ||
    (message.media && mediaWords(message.media)) ||
    (message.location && (message.location.name || S.media.location)) ||
    message.contacts?.map((card) => card.name).join(", ") ||
    S.chat.message;
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1).trimEnd()}…` : words;
}

/**
 * @param {Message | undefined} message nothing when the chat no longer has it
 * @param {string} business
 * @param {(id: string) => void} go shows the message itself
 */
export function quote(message, business, go) {
  if (!message) return h("p", { class: "quote gone" }, S.chat.quoteGone);
  const author = message.from === "user" ? S.chat.you : business;
  return h(
    "button",
    {
      type: "button",
      class: `quote of-${message.from}`,
      title: S.chat.goToQuoted,
      data: { testid: "quote" },
      on: { click: () => go(message.id) },
    },
    h("strong", {}, author),
    h("span", {}, gist(message)),
  );
}
