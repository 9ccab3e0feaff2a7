// @ts-check
// One message as it looks in the chat.

import { h } from "./dom.js";
import { clock } from "./format.js";
import { icon } from "./icons.js";
import { requestCard } from "./request.js";
import { S } from "./strings.js";

/** @typedef {import("./types.js").Message} Message */

/**
 * @param {Message} message
 * @param {string} business
 * @param {(request: string, answer: import("./request.js").Answer) => Promise<void>} answer
 * @returns {HTMLElement}
 */
export function bubble(message, business, answer) {
  const time = h(
    "time",
    { datetime: new Date(message.at_unix * 1000).toISOString() },
    clock(message.at_unix),
  );
  const props = {
    class: `message ${message.from} ${message.kind}`,
    data: { testid: "message", id: message.id },
  };
  switch (message.kind) {
    case "system":
      return h("li", props, h("p", { class: "pill" }, message.text));
    case "call":
      return h("li", props, h("p", { class: "pill" }, icon("incoming", 15), message.text, time));
    case "permission_reply":
      return h("li", props, h("p", { class: "pill" }, icon("shield", 15), message.text, time));
    case "call_permission_request":
      return h(
        "li",
        props,
        h(
          "div",
          { class: "bubble" },
          requestCard(message, business, (value) => answer(message.id, value)),
          h("p", { class: "meta" }, time),
        ),
      );
    default:
      return h(
        "li",
        props,
        h(
          "div",
          { class: "bubble" },
          h("p", { class: "text" }, message.text),
          h("p", { class: "meta" }, time, ticks(message)),
        ),
      );
  }
}

/** How far a message of the person came. @param {Message} message */
function ticks(message) {
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
