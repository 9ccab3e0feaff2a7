// @ts-check
// The buttons under a message: they answer, call the business, or open an address.

import { h } from "../../parts/dom.js";
import { icon } from "../../parts/icons.js";
import { S } from "../../strings.js";

/** @typedef {import("../../wire/types.js").Message} Message */
/** @typedef {import("../../wire/types.js").Button} Button */

const SIGNS = { call: "phone", reply: "reply", url: "out", phone: "dial" };

/** Why a button cannot be pressed; empty when it can. @param {Button} button */
export function idle(button) {
  if (button.kind === "call" && button.expired) return S.chat.buttonExpired;
  if (button.kind === "phone") return S.chat.buttonDials;
  if (button.kind === "url" && !/^https?:\/\//.test(button.url ?? "")) return S.chat.buttonOpens;
  return "";
}

/** @param {Message} message @param {(button: Button) => Promise<void>} tap */
export function buttons(message, tap) {
  if (!message.buttons?.length) return null;
  return h(
    "div",
    { class: "message-buttons", role: "group", aria: { label: S.chat.buttons } },
    message.buttons.map((button) => one(button, tap)),
  );
}

/** @param {Button} button @param {(button: Button) => Promise<void>} tap */
function one(button, tap) {
  const why = idle(button);
  const inside = [
    icon(SIGNS[button.kind] ?? "reply", 17),
    h("span", {}, button.text, why ? h("small", {}, why) : null),
  ];
  if (button.kind === "url" && !why)
    return h(
      "a",
      { class: "message-button", href: button.url, target: "_blank", rel: "noopener noreferrer" },
      inside,
    );
  const element = h(
    "button",
    {
      type: "button",
      class: "message-button",
      disabled: why !== "",
      data: { testid: "message-button", kind: button.kind },
      on: {
        click: async () => {
          element.disabled = true;
          await tap(button);
          element.disabled = false;
        },
      },
    },
    inside,
  );
  return element;
}
