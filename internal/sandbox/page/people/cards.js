// @ts-check
// The list of simulated people, as cards that open their phones.

import { h, keyed } from "../parts/dom.js";
import { address, hue, initials } from "../parts/format.js";
import { icon } from "../parts/icons.js";
import { S } from "../strings.js";
import { behaviour, permissionWords, standing } from "./words.js";

/** @typedef {import("../wire/types.js").User} User */

/**
 * Shows the people in a list element.
 * @param {HTMLElement} list
 * @param {User[]} users
 * @param {{ open: string[], now: number, toggle: (id: string) => void }} options
 */
export function showUsers(list, users, options) {
  keyed(
    list,
    users,
    (user) => user.id,
    (user) =>
      JSON.stringify([user, options.open.includes(user.id), permissionWords(user.permission, options.now)]),
    (user) => card(user, options),
  );
}

/** @param {User} user @param {{ open: string[], now: number, toggle: (id: string) => void }} options */
function card(user, { open, now, toggle }) {
  const name = user.name || address(user);
  const isOpen = open.includes(user.id);
  const avatar = h("span", { class: "avatar", aria: { hidden: true } }, initials(name));
  avatar.style.setProperty("--hue", String(hue(name)));
  const call = user.call && user.call.state !== "ended" ? user.call : null;
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: "card",
        aria: { pressed: isOpen },
        title: isOpen ? S.page.close(name) : S.page.open(name),
        data: { testid: "user", user: user.id },
        on: { click: () => toggle(user.id) },
      },
      avatar,
      h(
        "span",
        { class: "card-words" },
        h(
          "span",
          { class: "card-name" },
          name,
          call
            ? h("span", { class: "live" }, call.state === "active" ? S.user.inCall : S.user.ringing)
            : null,
        ),
        h("span", { class: "card-number" }, user.name ? address(user) : ""),
        h("span", { class: "card-behaviour" }, user.magic || behaviour(user)),
        user.magic
          ? null
          : h(
              "span",
              { class: `permission ${standing(user.permission, now)}` },
              icon(permissionIcon(user, now), 14),
              permissionWords(user.permission, now),
            ),
      ),
      h("span", { class: "card-mark" }, icon(isOpen ? "close" : "back", 18)),
    ),
  );
}

/** @param {User} user @param {number} now */
function permissionIcon(user, now) {
  switch (standing(user.permission, now)) {
    case "permanent":
      return "shield";
    case "temporary":
    case "expired":
      return "clock";
    case "declined":
      return "block";
    default:
      return "phone";
  }
}
