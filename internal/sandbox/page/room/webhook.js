// @ts-check
// Where the sandbox sends its events, and what code needs to reach the sandbox.

import { h, setText } from "../parts/dom.js";
import { S } from "../strings.js";
import { api, refusalOr } from "../wire/api.js";
import { IDENTITY } from "./identity.js";
import { copyButton } from "./parts.js";

/** @typedef {import("../wire/types.js").Webhook} Webhook */

const FIELDS = [
  "calls",
  "messages",
  "account_update",
  "account_settings_update",
  "message_template_status_update",
];

/** What a form comes to: a webhook, or the words for what is missing. @param {{ url: string, token: string, secret: string, fields: string[] }} form @returns {{ webhook?: Webhook, missing?: string }} */
export function wanted({ url, token, secret, fields }) {
  if (url.trim() === "") return { missing: S.webhook.needed };
  if (fields.length === 0) return { missing: S.webhook.oneField };
  return {
    webhook: { url: url.trim(), verify_token: token.trim(), app_secret: secret.trim(), fields },
  };
}

export class WebhookPanel {
  #dirty = false;
  #busy = false;
  #url = input("webhook-url", "url", "http://127.0.0.1:8080/webhooks/whatsapp");
  #token = input("webhook-token", "text", IDENTITY.verifyToken);
  #secret = input("webhook-secret", "text", IDENTITY.appSecret);
  #fields = FIELDS.map((value) =>
    h("input", { type: "checkbox", value, data: { testid: `webhook-${value}` } }),
  );
  #standing = h("span", { class: "standing" });
  #said = h("p", { class: "said", role: "status", data: { testid: "webhook-said" } });
  #save = h(
    "button",
    { type: "submit", class: "button primary", data: { testid: "webhook-save" } },
    S.webhook.save,
  );
  #stop = h(
    "button",
    { type: "button", class: "button plain", hidden: true, on: { click: () => void this.#unsubscribe() } },
    S.webhook.stop,
  );

  constructor() {
    this.element = h(
      "div",
      { class: "panel" },
      h(
        "form",
        {
          class: "box",
          novalidate: true,
          on: {
            submit: (/** @type {Event} */ event) => {
              event.preventDefault();
              void this.#submit();
            },
            input: () => {
              this.#dirty = true;
            },
          },
        },
        h("div", { class: "box-head" }, h("h4", {}, S.webhook.heading), this.#standing),
        row("webhook-url", S.webhook.url, S.webhook.urlHint, this.#url),
        row("webhook-token", S.webhook.token, "", this.#token),
        row("webhook-secret", S.webhook.secret, S.webhook.secretHint, this.#secret),
        h(
          "fieldset",
          { class: "checks" },
          h("legend", { class: "field-label" }, S.webhook.fields),
          this.#fields.map((box) => h("label", { class: "check" }, box, h("code", {}, box.value))),
        ),
        h("div", { class: "row-buttons" }, this.#save, this.#stop, this.#said),
      ),
      identity(),
    );
  }

  async refresh() {
    this.#show(await api.webhook());
  }

  /** @param {Webhook} webhook */
  #show(webhook) {
    const on = webhook.url !== "";
    setText(this.#standing, on ? S.webhook.subscribed : S.webhook.unsubscribed);
    this.#standing.classList.toggle("good", on);
    this.#stop.hidden = !on;
    if (this.#dirty || this.#busy) return;
    this.#url.value = webhook.url;
    this.#token.value = webhook.verify_token;
    this.#secret.value = webhook.app_secret;
    const fields = webhook.fields ?? FIELDS;
    for (const box of this.#fields) box.checked = fields.includes(box.value);
  }

  async #submit() {
    const { webhook, missing } = wanted({
      url: this.#url.value,
      token: this.#token.value,
      secret: this.#secret.value,
      fields: this.#fields.filter((box) => box.checked).map((box) => box.value),
    });
    if (!webhook) return this.#say(missing ?? "", "bad");
    await this.#send(webhook, S.webhook.verified);
  }

  async #unsubscribe() {
    await this.#send({ url: "", verify_token: "", app_secret: "", fields: null }, S.webhook.stopped);
  }

  /** @param {Webhook} webhook @param {string} done */
  async #send(webhook, done) {
    this.#busy = true;
    this.#save.disabled = true;
    this.#say(S.webhook.saving, "");
    try {
      const saved = await api.setWebhook(webhook);
      this.#dirty = false;
      this.#busy = false;
      this.#show(saved);
      this.#say(done, "good");
    } catch (error) {
      this.#say(refusalOr(S.webhook.failed)(error), "bad");
    } finally {
      this.#busy = false;
      this.#save.disabled = false;
    }
  }

  /** @param {string} words @param {"good" | "bad" | ""} mark */
  #say(words, mark) {
    setText(this.#said, words);
    this.#said.className = `said ${mark}`;
  }
}

/** @param {string} id @param {string} type @param {string} placeholder */
function input(id, type, placeholder) {
  return h("input", {
    id,
    type,
    placeholder,
    autocomplete: "off",
    spellcheck: "false",
    data: { testid: id },
  });
}

/** @param {string} id @param {string} label @param {string} hint @param {HTMLElement} control */
function row(id, label, hint, control) {
  return h(
    "div",
    { class: "field" },
    h(
      "div",
      { class: "field-words" },
      h("label", { class: "field-label", for: id }, label),
      hint ? h("p", { class: "field-hint" }, hint) : null,
    ),
    h("div", { class: "field-control" }, control),
  );
}

/** What code needs to reach the sandbox. */
function identity() {
  /** @type {[keyof typeof S.webhook.identity, string][]} */
  const rows = [
    ["base", location.origin],
    ["phone", IDENTITY.phoneNumber],
    ["waba", IDENTITY.waba],
    ["app", IDENTITY.app],
    ["token", IDENTITY.token],
    ["number", IDENTITY.number],
  ];
  return h(
    "section",
    { class: "box" },
    h("div", { class: "box-head" }, h("h4", {}, S.webhook.connect)),
    h("p", { class: "field-hint" }, S.webhook.connectHint),
    h(
      "dl",
      { class: "facts identity" },
      rows.map(([name, value]) => {
        const label = S.webhook.identity[name];
        return h(
          "div",
          {},
          h("dt", {}, label),
          h(
            "dd",
            {},
            h("code", {}, value),
            copyButton(() => value, S.webhook.copy(label)),
          ),
        );
      }),
    ),
  );
}
