// @ts-check
// The log of webhooks: live, the newest first, each with its attempts and body.

import { fill, h, keyed, setText } from "../parts/dom.js";
import { clockSeconds } from "../parts/format.js";
import { icon } from "../parts/icons.js";
import { S } from "../strings.js";
import { api, refusalOr } from "../wire/api.js";
import { chosen, fared, pretty, told, verdict } from "./deliverywords.js";
import { copyButton, emptyState, fold, moreButton, skeleton } from "./parts.js";

/** @typedef {import("../wire/types.js").Delivery} Delivery */

const PAGE = 60;
const SIGNS = { good: "tick", bad: "warning", open: "clock" };

export class DeliveriesPanel {
  /** @type {Delivery[] | null} */
  #all = null;
  #subscribed = true;
  /** @type {Set<string>} */
  #open = new Set();
  #limit = PAGE;
  #filter = { field: "", status: "" };
  #field = select("delivery-field", S.deliveries.field, [["", S.deliveries.anyField]], (value) =>
    this.#choose({ field: value }),
  );
  #status = select(
    "delivery-status",
    S.deliveries.state,
    [["", S.deliveries.anyState], ...Object.entries(S.deliveries.status)],
    (value) => this.#choose({ status: value }),
  );
  #count = h("span", { class: "room-count", role: "status" });
  #list = h("ol", { class: "folds", data: { testid: "deliveries" } });
  #state = h("div", { class: "panel-state" }, skeleton(8));
  #more = moreButton(S.deliveries.more, () => {
    this.#limit += PAGE;
    this.#show();
  });

  /** @param {{ name: (id: string) => string, link: (section: string) => string, notify: (words: string) => void }} options */
  constructor(options) {
    this.options = options;
    this.element = h(
      "div",
      { class: "panel" },
      h("div", { class: "filters" }, this.#field.element, this.#status.element, this.#count),
      this.#state,
      this.#list,
      this.#more,
    );
  }

  async refresh() {
    const [all, webhook] = await Promise.all([api.deliveries(), api.webhook()]);
    this.#all = all;
    this.#subscribed = webhook.url !== "";
    this.#show();
  }

  /** @param {Partial<{ field: string, status: string }>} change */
  #choose(change) {
    Object.assign(this.#filter, change);
    this.#limit = PAGE;
    this.#show();
  }

  #show() {
    const all = this.#all;
    if (!all) return;
    this.#field.set([...new Set(all.map((one) => one.field))].sort().map((field) => [field, field]));
    const found = chosen(all, this.#filter);
    setText(this.#count, S.deliveries.shown(found.length, all.length));
    fill(this.#state, this.#nothing(all.length, found.length));
    this.#more.hidden = found.length <= this.#limit;
    keyed(
      this.#list,
      found.slice(0, this.#limit),
      (one) => one.id,
      (one) =>
        `${one.status} ${one.attempts.length} ${one.attempts.at(-1)?.at_unix} ${this.#name(one)} ${this.#open.has(one.id)}`,
      (one) => this.#row(one),
    );
  }

  /** @param {number} all @param {number} found */
  #nothing(all, found) {
    if (all > 0) return found === 0 ? h("p", { class: "room-none" }, S.deliveries.none) : null;
    if (this.#subscribed) return emptyState("send", S.deliveries.empty, S.deliveries.emptyHint);
    const next = h("a", { class: "button primary", href: this.options.link("webhook") }, S.deliveries.setUrl);
    return emptyState("send", S.deliveries.empty, S.deliveries.noUrl, next);
  }

  /** Whom it is about. People may be known later than what is said of them. @param {Delivery} one */
  #name(one) {
    const { who } = told(one.body);
    return who ? this.options.name(who) : "";
  }

  /** @param {Delivery} one */
  #row(one) {
    const { kind } = told(one.body);
    const mark = verdict(one);
    return fold({
      key: one.id,
      testid: "delivery",
      open: this.#open.has(one.id),
      toggle: (open) => {
        if (open) this.#open.add(one.id);
        else this.#open.delete(one.id);
        this.#show();
      },
      head: [
        h("span", { class: `mark ${mark}` }, icon(SIGNS[mark], 16)),
        h(
          "span",
          { class: "fold-words" },
          h("strong", {}, kind || one.field),
          h(
            "span",
            { class: "fold-sub" },
            this.#name(one),
            h("span", { class: `fared ${mark}` }, fared(one)),
          ),
        ),
        h(
          "span",
          { class: "fold-side" },
          h("span", { class: "tag" }, one.field),
          h("time", {}, clockSeconds(one.created_unix)),
        ),
      ],
      body: () => this.#body(one),
    });
  }

  /** @param {Delivery} one */
  #body(one) {
    const text = pretty(one.body);
    const again = h(
      "button",
      { type: "button", class: "button plain small", data: { testid: "redeliver" } },
      icon("again", 16),
      S.deliveries.again,
    );
    again.addEventListener("click", async () => {
      again.disabled = true;
      try {
        await api.redeliver(one.id);
        await this.refresh();
      } catch (error) {
        this.options.notify(refusalOr(S.deliveries.notAgain)(error));
      } finally {
        again.disabled = false;
      }
    });
    return h(
      "div",
      { class: "delivery" },
      h(
        "div",
        { class: "row-buttons" },
        again,
        copyButton(() => text, S.deliveries.copy, S.deliveries.copy),
      ),
      h("h4", {}, S.deliveries.attempts),
      one.attempts.length > 0
        ? h("ol", { class: "attempts" }, one.attempts.map(attempt))
        : h(
            "p",
            { class: "room-none" },
            one.status === "dropped" ? S.deliveries.wasDropped : S.deliveries.noAttempts,
          ),
      h("h4", {}, S.deliveries.body),
      h("pre", { tabindex: 0, aria: { label: S.deliveries.body } }, text),
    );
  }
}

/** @param {import("../wire/types.js").Attempt} one */
function attempt(one) {
  const good = one.http_status === 200;
  return h(
    "li",
    {},
    h("time", {}, clockSeconds(one.at_unix)),
    h(
      "strong",
      { class: good ? "good" : "bad" },
      one.http_status ? `HTTP ${one.http_status}` : S.deliveries.noAnswer,
    ),
    h("span", { class: "attempt-answer" }, one.error || one.answer || ""),
    h("span", { class: "attempt-took" }, S.deliveries.took(one.duration_ms)),
  );
}

/**
 * @param {string} id
 * @param {string} label
 * @param {[string, string][]} fixed
 * @param {(value: string) => void} act
 */
function select(id, label, fixed, act) {
  const input = h("select", { id, data: { testid: id }, on: { change: () => act(input.value) } });
  let known = "";
  const set = (/** @type {[string, string][]} */ more) => {
    const mark = JSON.stringify(more);
    if (mark === known) return;
    known = mark;
    const value = input.value;
    fill(
      input,
      [...fixed, ...more].map(([option, words]) => h("option", { value: option }, words)),
    );
    input.value = value;
  };
  set([]);
  return { element: h("label", { class: "filter" }, h("span", { class: "unseen" }, label), input), set };
}
