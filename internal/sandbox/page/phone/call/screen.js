// @ts-check
// The screen that covers the phone while there is a call.

import { h, setText } from "../../parts/dom.js";
import { hue, initials, phoneNumber, timer } from "../../parts/format.js";
import { icon } from "../../parts/icons.js";
import { S } from "../../strings.js";
import { Keypad, Presses } from "./keypad.js";
import { Meter } from "./meter.js";

/** @typedef {import("./calls.js").PhoneCall} PhoneCall */
/** @typedef {import("../../wire/types.js").Business} Business */

const METER_MS = 90;

export class CallScreen {
  #state = h("p", { class: "call-state", role: "status", data: { testid: "call-state" } });
  #timer = h("p", { class: "call-timer", data: { testid: "call-timer" } });
  #name = h("p", { class: "call-name" });
  #number = h("p", { class: "call-number" });
  #avatar = h("span", { class: "avatar huge", aria: { hidden: true } });
  #noticeText = h("p");
  #helpButton = h("button", {
    type: "button",
    class: "button on-call",
    data: { testid: "call-help" },
    on: { click: () => void this.call.help() },
  });
  #notice = h("div", { class: "call-notice", role: "alert" }, this.#noticeText, this.#helpButton);
  #out = new Meter("level-out", S.call.out, S.call.outLevel);
  #in = new Meter("level-in", S.call.in, S.call.inLevel);
  #volume = h("input", {
    type: "range",
    class: "volume",
    min: 0,
    max: 100,
    step: 5,
    value: 100,
    aria: { label: S.call.speaker },
    data: { testid: "speaker" },
    on: {
      input: () => {
        this.call.element.volume = Number(this.#volume.value) / 100;
      },
    },
  });
  #meters = h(
    "div",
    { class: "meters" },
    this.#in.element,
    this.#out.element,
    h("label", { class: "meter" }, h("span", { class: "meter-caption" }, S.call.speaker), this.#volume),
  );
  #recorded = h(
    "p",
    { class: "call-recorded", role: "status", hidden: true, data: { testid: "recorded" } },
    icon("record", 16),
    h("span"),
  );
  #presses = new Presses(
    (digits) => this.call.press(digits),
    (error) => this.call.complain(S.keypad.failed, error),
  );
  #keypad = new Keypad((key) => void this.#presses.press(key));
  #keys = round("open-keypad", S.call.keypad, "dial", "", () => this.#toggleKeys());
  #answer = round("answer", S.call.answer, "phone", "go", () => void this.call.answer());
  #decline = round("decline", S.call.decline, "hangup", "stop", () => void this.call.decline());
  #hangup = round("hangup", S.call.hangup, "hangup", "stop", () => void this.call.hangup());
  #mute = round("mute", S.call.mute, "microphone", "", () => this.call.toggleMute());
  #close = round("call-close", S.call.close, "close", "", () => this.call.dismiss());
  #ticking = 0;

  /** @param {PhoneCall} call @param {() => number} now the sandbox's clock, in seconds */
  constructor(call, now) {
    this.call = call;
    this.now = now;
    this.element = h(
      "section",
      {
        class: "call-screen",
        hidden: true,
        tabindex: -1,
        aria: { label: S.call.label },
        data: { testid: "call-screen" },
        on: {
          keydown: (/** @type {KeyboardEvent} */ event) => {
            if (this.#keypad.type(event)) event.preventDefault();
          },
        },
      },
      h(
        "div",
        { class: "call-who" },
        h("span", { class: "rings" }, this.#avatar),
        this.#name,
        this.#number,
        this.#state,
        this.#timer,
        this.#recorded,
      ),
      h("div", { class: "call-middle" }, this.#keypad.element, this.#meters, this.#notice),
      h(
        "div",
        { class: "call-buttons" },
        this.#decline.element,
        this.#mute.element,
        this.#keys.element,
        this.#hangup.element,
        this.#close.element,
        this.#answer.element,
      ),
    );
  }

  get open() {
    return !this.element.hidden;
  }

  /** @param {Business} business */
  show(business) {
    const view = this.call.view;
    const { facts } = this.call;
    const screen = view.screen;
    this.element.hidden = screen === "none";
    this.element.dataset.screen = screen;
    this.element.dataset.audio = facts.audio;
    if (screen === "none") {
      this.#keypad.clear();
      return this.#tick(false);
    }

    setText(this.#name, business.name);
    setText(this.#number, phoneNumber(business.phone));
    setText(this.#avatar, initials(business.name));
    this.#avatar.style.setProperty("--hue", String(hue(business.name)));
    setText(this.#state, this.call.muted && view.talking ? S.call.muted : view.state);
    this.#notice.hidden = view.notice === "";
    setText(this.#noticeText, view.notice);
    this.#helpButton.hidden = view.help === "";
    if (view.help) setText(this.#helpButton, S.call[view.help]);

    if (!view.keys) this.#keypad.clear();
    this.#keys.element.hidden = !view.keys;
    this.#keys.button.setAttribute("aria-pressed", String(this.#keypad.open));
    this.element.dataset.keypad = String(this.#keypad.open);
    this.#recorded.hidden = view.recorded === "";
    setText(this.#recorded.querySelector("span") ?? this.#recorded, view.recorded);
    setText(this.#hangup.label, view.voicemail ? S.call.sendVoicemail : S.call.hangup);
    this.#meters.hidden = !view.talking || this.#keypad.open;
    this.#answer.element.hidden = !view.asking;
    this.#decline.element.hidden = screen !== "incoming";
    this.#mute.element.hidden = !view.talking || facts.microphone !== null;
    this.#hangup.element.hidden = screen !== "active" && screen !== "outgoing";
    this.#close.element.hidden = screen !== "ended";
    this.#showMute();
    this.#showTime();
    this.#tick(screen === "active");
  }

  /** Puts the keyboard where it is needed first. */
  focus() {
    const first = [this.#answer, this.#hangup, this.#decline, this.#close].find((b) => !b.element.hidden);
    first?.button.focus({ preventScroll: true });
  }

  close() {
    this.#tick(false);
  }

  #toggleKeys() {
    this.#keypad.show(!this.#keypad.open);
    this.call.options.changed();
  }

  #showMute() {
    const muted = this.call.muted;
    const { button, label } = this.#mute;
    button.setAttribute("aria-pressed", String(muted));
    if (button.dataset.icon !== (muted ? "muted" : "microphone")) {
      button.dataset.icon = muted ? "muted" : "microphone";
      button.replaceChildren(icon(button.dataset.icon, 26));
    }
    button.setAttribute("aria-label", muted ? S.call.unmute : S.call.mute);
    setText(label, muted ? S.call.unmute : S.call.mute);
  }

  #showTime() {
    const { call, ended } = this.call.facts;
    const active = this.call.view.timer && call !== null;
    const seconds = active ? this.now() - call.since_unix : (ended?.seconds ?? 0);
    this.#timer.hidden = !active && !(this.call.view.screen === "ended" && seconds > 0);
    setText(this.#timer, timer(seconds));
  }

  /** @param {boolean} on */
  #tick(on) {
    if (on === (this.#ticking !== 0)) return;
    clearInterval(this.#ticking);
    this.#ticking = 0;
    this.#in.clear();
    this.#out.clear();
    if (!on) return;
    this.#ticking = window.setInterval(async () => {
      this.#showTime();
      const levels = await this.call.levels();
      this.#in.push(levels.in);
      this.#out.push(this.call.muted ? 0 : levels.out);
    }, METER_MS);
  }
}

/** A round button over its word. @param {string} id @param {string} name @param {string} sign @param {string} kind @param {() => void} act */
function round(id, name, sign, kind, act) {
  const button = h(
    "button",
    {
      type: "button",
      class: `round ${kind}`,
      aria: { label: name },
      data: { testid: id, icon: sign },
      on: { click: act },
    },
    icon(sign, 26),
  );
  const label = h("span", { class: "round-label", aria: { hidden: true } }, name);
  return { element: h("div", { class: "round-box" }, button, label), button, label };
}
