// @ts-check
// Every call, with the report of its media in words.

import { fill, h, keyed } from "../parts/dom.js";
import { clockSeconds, dateTime, timer } from "../parts/format.js";
import { icon } from "../parts/icons.js";
import { S } from "../strings.js";
import { api } from "../wire/api.js";
import { emptyState, fold, facts as list, moreButton, skeleton } from "./parts.js";
import { facts, outcome, worst } from "./reportwords.js";

/** @typedef {import("../wire/types.js").LoggedCall} LoggedCall */

const PAGE = 40;
const SIGNS = { good: "tick", warn: "warning", bad: "block", plain: "dot" };

export class CallsPanel {
  /** @type {LoggedCall[] | null} */
  #all = null;
  /** @type {Set<string>} */
  #open = new Set();
  #limit = PAGE;
  #state = h("div", { class: "panel-state" }, skeleton(6));
  #list = h("ol", { class: "folds", data: { testid: "calls" } });
  #more = moreButton(S.calls.more, () => {
    this.#limit += PAGE;
    this.#show();
  });

  /** @param {{ name: (id: string) => string, now: () => number }} options */
  constructor(options) {
    this.options = options;
    this.element = h("div", { class: "panel" }, this.#state, this.#list, this.#more);
  }

  async refresh() {
    this.#all = await api.calls();
    this.#show();
  }

  #show() {
    const all = this.#all ?? [];
    fill(this.#state, all.length === 0 ? emptyState("phone", S.calls.empty, S.calls.emptyHint) : null);
    this.#more.hidden = all.length <= this.#limit;
    keyed(
      this.#list,
      all.slice(0, this.#limit),
      (call) => call.id,
      (call) =>
        `${JSON.stringify(call)} ${this.options.name(call.user_id)} ${this.#open.has(call.id)} ${this.#length(call)}`,
      (call) => this.#row(call),
    );
  }

  /** How long it was, or is, talked; empty for a call that nobody picked up. @param {LoggedCall} call */
  #length(call) {
    return call.picked_up_unix ? timer((call.ended_unix || this.options.now()) - call.picked_up_unix) : "";
  }

  /** @param {LoggedCall} call */
  #row(call) {
    const business = call.direction === "BUSINESS_INITIATED";
    const found = facts(call);
    const mark = worst(found);
    return fold({
      key: call.id,
      testid: "call",
      open: this.#open.has(call.id),
      toggle: (open) => {
        if (open) this.#open.add(call.id);
        else this.#open.delete(call.id);
        this.#show();
      },
      head: [
        h(
          "span",
          { class: "direction", title: business ? S.calls.fromBusiness : S.calls.fromUser },
          icon(business ? "incoming" : "outgoing", 18),
        ),
        h(
          "span",
          { class: "fold-words" },
          h("strong", {}, this.options.name(call.user_id)),
          h(
            "span",
            { class: "fold-sub" },
            business ? S.calls.fromBusiness : S.calls.fromUser,
            h("span", { class: `outcome ${call.state}` }, outcome(call)),
          ),
        ),
        h(
          "span",
          { class: "fold-side" },
          mark === "plain"
            ? null
            : h("span", { class: `verdict ${mark}` }, icon(SIGNS[mark], 14), S.calls.marks[mark]),
          h("span", {}, [this.#length(call), clockSeconds(call.created_unix)].filter(Boolean).join(" · ")),
        ),
      ],
      body: () =>
        h(
          "div",
          { class: "report" },
          h("h4", {}, S.calls.facts),
          h(
            "ul",
            { class: "report-facts" },
            found.map((one) =>
              h(
                "li",
                { class: one.mark },
                h(
                  "span",
                  { role: "img", aria: { label: S.calls.marks[one.mark] } },
                  icon(SIGNS[one.mark], 16),
                ),
                one.words,
              ),
            ),
          ),
          h("h4", {}, S.calls.times),
          list([
            [S.calls.created, moment(call.created_unix)],
            [S.calls.rang, moment(call.ringing_unix)],
            [S.calls.picked, moment(call.picked_up_unix)],
            [S.calls.over, moment(call.ended_unix)],
            [S.calls.payload, call.cta_payload],
            [S.calls.deeplink, call.deeplink_payload],
            [S.calls.opaque, call.biz_opaque_callback_data],
            [S.calls.id, h("code", {}, call.id)],
          ]),
        ),
    });
  }
}

/** @param {number | undefined} unix */
function moment(unix) {
  return unix ? `${dateTime(unix)}:${clockSeconds(unix).slice(-2)}` : "";
}
