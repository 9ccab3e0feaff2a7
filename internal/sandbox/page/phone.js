// @ts-check
// One phone: its frame, and what is on its screen. Several live on one page.

import { fill, h, setText } from "./parts/dom.js";
import { address, clock, hue, initials, phoneNumber } from "./parts/format.js";
import { icon } from "./parts/icons.js";
import { PhoneCall } from "./phone/call/calls.js";
import { callIcon } from "./phone/call/icon.js";
import { ringer } from "./phone/call/ring.js";
import { CallScreen } from "./phone/call/screen.js";
import { Chat } from "./phone/chat/chat.js";
import { Closed } from "./phone/sheet/closed.js";
import { Device } from "./phone/sheet/device.js";
import { Profile } from "./phone/sheet/profile.js";
import { alone } from "./route.js";
import { S } from "./strings.js";
import { api, phoneSocket, Refusal } from "./wire/api.js";
import { PhoneSocket } from "./wire/socket.js";

/** @typedef {import("./wire/types.js").State} State */
/** @typedef {import("./wire/types.js").User} User */

const NOTICE_MS = 9000;

export class Phone {
  /** @type {State | null} */
  state = null;
  #offset = 0; // the sandbox's clock minus ours, in seconds
  #screen = "none";
  #asked = false; // whether there is such a person
  #noticeTimer = 0;
  #clockTimer = 0;

  #owner = h("h2", { class: "owner-name" });
  #ownerNumber = h("span", { class: "owner-number" });
  #time = h("span", { class: "status-time" });
  #link = h("span", { class: "status-link", role: "status", data: { testid: "phone-link" } });
  #avatar = h("span", { class: "avatar", aria: { hidden: true } });
  #name = h("span", { class: "who-name" });
  #number = h("span", { class: "who-number" });
  #who = h(
    "button",
    {
      type: "button",
      class: "who",
      data: { testid: "open-profile" },
      on: { click: () => this.#openProfile() },
    },
    this.#avatar,
    h("span", { class: "who-words" }, this.#name, this.#number),
  );
  #callButton = h(
    "button",
    {
      type: "button",
      class: "bare accent",
      data: { testid: "call-business" },
      on: { click: () => this.#dial() },
    },
    icon("phone", 22),
  );
  #why = h("p", { class: "no-calls", hidden: true, data: { testid: "no-calls" } });
  #noticeText = h("p", { data: { testid: "phone-notice" } });
  #notice = h(
    "div",
    { class: "notice", role: "alert", hidden: true },
    icon("warning", 18),
    this.#noticeText,
    h(
      "button",
      {
        type: "button",
        class: "bare tiny",
        aria: { label: S.phone.dismiss },
        on: { click: () => this.#notify("") },
      },
      icon("close", 16),
    ),
  );
  #audio = h("audio", { autoplay: true, data: { testid: "remote-audio" } });

  /**
   * @param {string} id
   * @param {{ raw: boolean, alone: boolean, badge: HTMLElement, onClose: () => void, onState: (id: string, state: State) => void }} options
   */
  constructor(id, options) {
    this.id = id;
    this.options = options;
    this.call = new PhoneCall(id, this.#audio, {
      raw: options.raw,
      changed: () => this.#showCall(),
      refused: (words) => this.#notify(words),
    });
    this.screen = new CallScreen(this.call, () => this.now());
    this.profile = new Profile(id, () => this.#profileClosed());
    this.chat = new Chat(id, {
      notify: (words) => this.#notify(words),
      covered: () => this.screen.open,
      call: (how) => this.call.place(how),
    });
    this.closed = new Closed(id, () => this.#uncovered());
    this.main = h(
      "div",
      { class: "main" },
      h("header", { class: "chat-bar" }, this.#who, this.#callButton),
      this.#why,
      this.#notice,
      this.chat.element,
    );
    this.glass = h(
      "div",
      { class: "glass" },
      h("div", { class: "status" }, this.#time, h("span", { class: "speaker" }), this.#link),
      this.main,
      this.closed.element,
      this.profile.element,
      this.screen.element,
    );
    this.#closeButton = h(
      "button",
      { type: "button", class: "bare back", on: { click: () => options.onClose() } },
      icon("back"),
    );
    this.#tab = h(
      "a",
      { class: "bare", target: "_blank", rel: "noopener", href: alone(id, options.raw) },
      icon("out", 18),
    );
    this.device = new Device(() => this.#showDevice());
    this.#gear = h(
      "button",
      {
        type: "button",
        class: "bare",
        aria: { expanded: false },
        data: { testid: "open-device" },
        on: { click: () => this.device.toggle() },
      },
      icon("sliders", 18),
    );
    this.element = h(
      "article",
      { class: "phone", data: { testid: "phone", user: id, alone: options.alone }, tabindex: -1 },
      h(
        "header",
        { class: "owner" },
        this.#closeButton,
        h("span", { class: "owner-words" }, this.#owner, this.#ownerNumber),
        options.badge,
        this.#gear,
        options.alone ? null : this.#tab,
      ),
      h("div", { class: "phone-body" }, h("div", { class: "case" }, this.glass), this.device.element),
      this.#audio,
    );
    this.#socket = new PhoneSocket(
      phoneSocket(id),
      (state) => this.#show(state),
      (link, attempts) => void this.#showLink(link, attempts),
    );
    this.#clockTimer = window.setInterval(() => this.#showClock(), 1000);
    this.#loading();
  }

  /** @type {PhoneSocket} */
  #socket;
  /** @type {HTMLElement} */
  #closeButton;
  /** @type {HTMLElement} */
  #tab;
  /** @type {HTMLElement} */
  #gear;

  /** The sandbox's time, in seconds. */
  now() {
    return Date.now() / 1000 + this.#offset;
  }

  /** What is known before the phone itself speaks. @param {User} user */
  owner(user) {
    const name = user.name || address(user);
    setText(this.#owner, name);
    setText(this.#ownerNumber, user.name ? address(user) : "");
    this.element.setAttribute("aria-label", S.phone.label(name));
    this.#closeButton.setAttribute("aria-label", this.options.alone ? S.page.back : S.page.close(name));
    this.#tab.setAttribute("aria-label", S.page.own(name));
    this.#tab.setAttribute("title", S.page.own(name));
    this.#gear.setAttribute("aria-label", S.device.open(name));
    this.#gear.setAttribute("title", S.device.open(name));
  }

  close() {
    clearInterval(this.#clockTimer);
    clearTimeout(this.#noticeTimer);
    ringer.set(this, null);
    this.#socket.close();
    this.call.close();
    this.chat.close();
    this.screen.close();
    this.element.remove();
  }

  #loading() {
    this.owner({ id: this.id });
    this.element.dataset.loaded = "false";
  }

  /** @param {State} state */
  #show(state) {
    this.state = state;
    this.#offset = state.now_unix - Date.now() / 1000;
    this.element.dataset.loaded = "true";
    this.owner(state.user);
    const { business } = state;
    setText(this.#name, business.name);
    setText(this.#number, phoneNumber(business.phone));
    setText(this.#avatar, initials(business.name));
    this.#avatar.style.setProperty("--hue", String(hue(business.name)));
    this.#who.setAttribute("title", S.phone.profile(business.name));
    this.#showIcon();
    this.call.sync(state);
    this.chat.show(state);
    this.device.show(state.user);
    this.#showClock();
    this.options.onState(this.id, state);
  }

  #showIcon() {
    if (!this.state) return;
    const { business } = this.state;
    const is = callIcon(business.call, this.now());
    const words = is.calls ? S.icon.call(business.name) : S.icon.cannot(business.name);
    this.#callButton.hidden = !is.shown;
    this.#callButton.classList.toggle("shut", !is.calls);
    this.#callButton.setAttribute("aria-label", words);
    this.#callButton.setAttribute("title", words);
    this.#why.hidden = is.words === "";
    setText(this.#why, is.words);
    this.closed.show(is);
  }

  #dial() {
    if (callIcon(this.state?.business.call, this.now()).calls) return void this.call.place();
    this.main.inert = true;
    this.closed.reveal();
  }

  /** @param {import("./wire/socket.js").Link} link @param {number} attempts */
  async #showLink(link, attempts) {
    this.element.dataset.link = link;
    fill(this.#link, link === "open" ? null : icon("offline", 14), link === "open" ? null : S.phone[link]);
    if (link !== "connecting" || attempts !== 1 || this.#asked) return;
    this.#asked = true;
    // A refused websocket does not say why: the plain request does.
    const missing = await api.user(this.id).then(
      () => false,
      (error) => error instanceof Refusal && error.status === 404,
    );
    if (missing) this.#notify(S.phone.missing, true);
  }

  #showClock() {
    const now = this.now();
    setText(this.#time, clock(now));
    if (this.state) this.profile.show(this.state, now);
  }

  #showCall() {
    if (!this.state) return;
    const had = this.element.contains(document.activeElement) || document.activeElement === document.body;
    this.screen.show(this.state.business);
    const screen = this.call.view.screen;
    this.main.inert = this.screen.open || this.profile.open || !this.closed.element.hidden;
    this.closed.element.inert = this.screen.open;
    this.profile.element.inert = this.screen.open;
    this.#callButton.disabled = screen !== "none";
    this.element.dataset.screen = screen;
    ringer.set(
      this,
      screen === "incoming" && this.call.view.asking
        ? "ring"
        : screen === "outgoing" && this.call.facts.call
          ? "ringback"
          : null,
    );
    if (screen === this.#screen) return;
    this.#screen = screen;
    if (screen !== "none" && had) this.screen.focus();
    if (screen === "none") {
      this.chat.show(this.state);
      if (had) this.#who.focus({ preventScroll: true });
    }
  }

  #openProfile() {
    if (!this.state) return;
    this.profile.reveal();
    this.main.inert = true;
  }

  #profileClosed() {
    this.main.inert = this.screen.open;
    this.#who.focus();
  }

  #showDevice() {
    const open = this.device.open;
    this.element.dataset.device = String(open);
    this.#gear.setAttribute("aria-expanded", String(open));
    if (open) this.element.scrollIntoView({ block: "nearest", inline: "nearest" });
    else this.#gear.focus({ preventScroll: true });
  }

  #uncovered() {
    this.main.inert = this.screen.open || this.profile.open;
    (this.#callButton.hidden ? this.#who : this.#callButton).focus({ preventScroll: true });
  }

  /** @param {string} words @param {boolean} [stays] */
  #notify(words, stays = false) {
    clearTimeout(this.#noticeTimer);
    this.#notice.hidden = words === "";
    setText(this.#noticeText, words);
    if (words && !stays) this.#noticeTimer = window.setTimeout(() => this.#notify(""), NOTICE_MS);
  }
}
