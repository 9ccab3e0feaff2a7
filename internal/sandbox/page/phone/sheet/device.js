// @ts-check
// "This phone": what the simulated phone does when it is called, what it says,
// and how bad its network is. All of it applies at once, also to a call.

import { h, setText } from "../../parts/dom.js";
import { fieldsOf } from "../../parts/fields.js";
import { icon } from "../../parts/icons.js";
import { S } from "../../strings.js";
import { api, refusalOr } from "../../wire/api.js";

/** @typedef {import("../../wire/types.js").User} User */
/** @typedef {import("../../parts/form.js").Spec} Spec */

/** @type {Spec[]} */
export const DEVICE = [
  {
    name: "behaviour",
    kind: "choice",
    label: S.device.behaviour,
    options: [
      ["manual", S.device.manual],
      ["answer", S.device.answer],
      ["decline", S.device.decline],
      ["ignore", S.device.ignore],
      ["busy", S.device.busy],
      ["vanish", S.device.vanish],
    ],
  },
  {
    name: "answer_after_ms",
    kind: "number",
    label: S.device.after,
    unit: S.device.seconds,
    min: 0,
    max: 600,
    step: 0.5,
    scale: 1000,
  },
  {
    name: "hang_up_after_ms",
    kind: "number",
    label: S.device.hangUp,
    hint: S.device.hangUpHint,
    unit: S.device.seconds,
    min: 0,
    max: 3600,
    step: 0.5,
    scale: 1000,
  },
  {
    name: "sound",
    kind: "choice",
    label: S.device.sound,
    options: [
      ["microphone", S.device.microphone],
      ["tone", S.device.tone],
      ["file", S.device.file],
      ["echo", S.device.echo],
      ["silence", S.device.silence],
    ],
  },
  {
    name: "packet_loss_percent",
    kind: "range",
    label: S.device.loss,
    hint: S.device.lossHint,
    unit: "%",
    min: 0,
    max: 90,
    step: 5,
  },
  {
    name: "client",
    kind: "choice",
    label: S.device.client,
    hint: S.device.clientHint,
    options: [
      ["current", S.device.current],
      ["old", S.device.old],
    ],
  },
  { name: "hide_phone", kind: "switch", label: S.device.hide, hint: S.device.hideHint },
];

/** How a person is named to the control plane. @param {User} user */
export function identity(user) {
  return user.wa_id ? { wa_id: user.wa_id } : { bsuid: user.bsuid ?? user.id };
}

/** Which fields say something about this phone: waiting is for phones that do something by themselves. @param {User} user */
export function relevant(user) {
  const waits = user.behaviour === "answer" || user.behaviour === "decline" || user.behaviour === "busy";
  return DEVICE.map((spec) => spec.name).filter((name) => name !== "answer_after_ms" || waits);
}

export class Device {
  /** @type {User | null} */
  #user = null;
  #fields = fieldsOf(DEVICE, (change) => this.#save(change), S.device.failed);
  #file = h("input", {
    type: "file",
    accept: "audio/ogg,.ogg,.opus",
    class: "unseen",
    tabindex: -1,
    aria: { label: S.device.chooseFile },
    on: { change: () => void this.#upload() },
  });
  #fileWords = h("span", { class: "file-words" });
  #fileError = h("p", { class: "field-error", role: "alert", hidden: true });
  #fileRow = h(
    "div",
    { class: "field file-row", hidden: true },
    this.#file,
    this.#fileWords,
    h(
      "button",
      {
        type: "button",
        class: "button plain",
        data: { testid: "sound-file" },
        on: { click: () => this.#file.click() },
      },
      S.device.chooseFile,
    ),
    this.#fileError,
  );
  #close = h(
    "button",
    { type: "button", class: "bare", aria: { label: S.device.close }, on: { click: () => this.hide() } },
    icon("close", 18),
  );

  /** @param {() => void} onChange it was opened or closed */
  constructor(onChange) {
    this.onChange = onChange;
    const of = (/** @type {string[]} */ ...names) =>
      names.map((name) => this.#fields.find((field) => field.spec.name === name)?.element ?? null);
    this.element = h(
      "section",
      {
        class: "device",
        hidden: true,
        aria: { label: S.device.heading },
        data: { testid: "device" },
        on: { keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.hide() },
      },
      h("header", { class: "device-bar" }, h("h3", {}, S.device.heading), this.#close),
      h("p", { class: "device-hint" }, S.device.hint),
      of("behaviour", "answer_after_ms", "hang_up_after_ms", "sound"),
      this.#fileRow,
      of("packet_loss_percent", "client", "hide_phone"),
    );
  }

  get open() {
    return !this.element.hidden;
  }

  /** @param {User} user */
  show(user) {
    this.#user = user;
    const names = relevant(user);
    for (const field of this.#fields) {
      field.show(user[/** @type {keyof User} */ (field.spec.name)]);
      field.element.hidden = !names.includes(field.spec.name);
    }
    this.#fileRow.hidden = user.sound !== "file";
    setText(this.#fileWords, user.sound_media_id ? S.device.ownFile : S.device.greeting);
  }

  toggle() {
    if (this.open) return this.hide();
    this.element.hidden = false;
    this.onChange();
    this.#close.focus({ preventScroll: true });
  }

  hide() {
    this.element.hidden = true;
    this.onChange();
  }

  /** @param {Record<string, unknown>} change */
  async #save(change) {
    if (!this.#user) return;
    this.show(await api.saveUser({ ...identity(this.#user), ...change }));
  }

  async #upload() {
    const file = this.#file.files?.[0];
    this.#file.value = "";
    if (!file) return;
    this.#fileError.hidden = true;
    setText(this.#fileWords, S.device.uploading);
    try {
      const id = await api.upload(file);
      await this.#save({ sound: "file", sound_media_id: id });
    } catch (error) {
      setText(this.#fileError, refusalOr(S.device.failed)(error));
      this.#fileError.hidden = false;
      if (this.#user) this.show(this.#user);
    }
  }
}
