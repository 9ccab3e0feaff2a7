// @ts-check
// The business's profile as the person sees it, where calls can be allowed or
// forbidden at any time.

import { h, setText } from "../../parts/dom.js";
import { dateTime, hue, initials, phoneNumber, remaining } from "../../parts/format.js";
import { icon } from "../../parts/icons.js";
import { standing } from "../../people/words.js";
import { S } from "../../strings.js";
import { api, withRefusal } from "../../wire/api.js";

/** @typedef {import("../../wire/types.js").State} State */

export class Profile {
  #name = h("p", { class: "profile-name" });
  #number = h("p", { class: "profile-number" });
  #avatar = h("span", { class: "avatar huge", aria: { hidden: true } });
  #now = h("p", { class: "profile-now", role: "status", data: { testid: "permission-state" } });
  #allow = choice(
    "profile-always-allow",
    S.profile.allow,
    S.profile.allowHint,
    "shield",
    () => void this.#answer("accept", true),
  );
  #week = choice(
    "profile-allow-7-days",
    S.profile.week,
    S.profile.weekHint,
    "clock",
    () => void this.#answer("accept", false),
  );
  #deny = choice(
    "profile-dont-allow",
    S.profile.deny,
    S.profile.denyHint,
    "block",
    () => void this.#answer("reject", false),
  );
  #error = h("p", { class: "profile-error", role: "alert", hidden: true });
  #close = h(
    "button",
    { type: "button", class: "bare", aria: { label: S.profile.close }, on: { click: () => this.hide() } },
    icon("close"),
  );

  /** @param {string} user @param {() => void} onHide */
  constructor(user, onHide) {
    this.user = user;
    this.onHide = onHide;
    this.element = h(
      "section",
      {
        class: "profile",
        hidden: true,
        role: "dialog",
        aria: { label: S.profile.heading },
        on: { keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.hide() },
      },
      h("header", { class: "profile-bar" }, h("strong", {}, S.profile.heading), this.#close),
      h(
        "div",
        { class: "profile-who" },
        this.#avatar,
        this.#name,
        this.#number,
        h("p", { class: "profile-kind" }, S.phone.business),
      ),
      h(
        "div",
        { class: "profile-calls" },
        h("h3", {}, S.profile.calls),
        this.#now,
        h(
          "div",
          { class: "choices", role: "group", aria: { label: S.profile.calls } },
          this.#allow,
          this.#week,
          this.#deny,
        ),
        this.#error,
      ),
    );
  }

  get open() {
    return !this.element.hidden;
  }

  /** @param {State} state @param {number} now */
  show(state, now) {
    const { business, permission } = state;
    setText(this.#name, business.name);
    setText(this.#number, phoneNumber(business.phone));
    setText(this.#avatar, initials(business.name));
    this.#avatar.style.setProperty("--hue", String(hue(business.name)));
    const is = standing(permission, now);
    const until = permission.expires_unix ?? now;
    setText(
      this.#now,
      is === "temporary"
        ? S.profile.now.temporary(dateTime(until), remaining(until - now))
        : S.profile.now[is],
    );
    this.#allow.setAttribute("aria-pressed", String(is === "permanent"));
    this.#week.setAttribute("aria-pressed", String(is === "temporary"));
    this.#deny.setAttribute("aria-pressed", String(is === "declined"));
  }

  reveal() {
    this.#error.hidden = true;
    this.element.hidden = false;
    this.#close.focus();
  }

  hide() {
    this.element.hidden = true;
    this.onHide();
  }

  /** @param {"accept" | "reject"} response @param {boolean} permanent */
  async #answer(response, permanent) {
    this.#error.hidden = true;
    try {
      await api.permission(this.user, { response, permanent });
    } catch (error) {
      setText(this.#error, withRefusal(S.profile.failed, error));
      this.#error.hidden = false;
    }
  }
}

/** @param {string} id @param {string} label @param {string} hint @param {string} sign @param {() => void} act */
function choice(id, label, hint, sign, act) {
  return h(
    "button",
    { type: "button", class: "choice", aria: { pressed: false }, data: { testid: id }, on: { click: act } },
    icon(sign),
    h("span", { class: "choice-words" }, h("strong", {}, label), h("span", {}, hint)),
    h("span", { class: "choice-mark" }, icon("tick", 18)),
  );
}
