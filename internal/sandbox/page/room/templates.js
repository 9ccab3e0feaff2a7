// @ts-check
// The message templates, and what Meta's reviewers decide about them.

import { fill, h, keyed } from "../parts/dom.js";
import { S } from "../strings.js";
import { api, refusalOr } from "../wire/api.js";
import { emptyState, skeleton } from "./parts.js";

/** @typedef {import("../wire/types.js").Template} Template */

const STATES = /** @type {(keyof typeof S.templates.status)[]} */ (Object.keys(S.templates.status));

export class TemplatesPanel {
  #state = h("div", { class: "panel-state" }, skeleton(4));
  #list = h("ul", { class: "templates", data: { testid: "templates" } });

  /** @param {{ notify: (words: string) => void }} options */
  constructor(options) {
    this.options = options;
    this.element = h("div", { class: "panel" }, this.#state, this.#list);
  }

  async refresh() {
    this.#show(await api.templates());
  }

  /** @param {Template[]} all */
  #show(all) {
    fill(
      this.#state,
      all.length === 0 ? emptyState("document", S.templates.empty, S.templates.emptyHint) : null,
    );
    keyed(
      this.#list,
      all,
      (one) => one.id,
      (one) => JSON.stringify(one),
      (one) => this.#row(one),
    );
  }

  /** @param {Template} one */
  #row(one) {
    const select = h(
      "select",
      {
        aria: { label: S.templates.decide(one.name, one.language) },
        on: { change: () => void this.#decide(one, select.value) },
      },
      STATES.map((status) =>
        h("option", { value: status, selected: status === one.status }, S.templates.status[status]),
      ),
    );
    return h(
      "li",
      { class: "box template", data: { testid: "template" } },
      h(
        "div",
        { class: "fold-words" },
        h("strong", {}, one.name),
        h(
          "span",
          { class: "fold-sub" },
          [
            one.language,
            one.category.toLowerCase(),
            one.call_permission_request ? S.templates.asks : "",
            one.rejected_reason,
          ]
            .filter(Boolean)
            .join(" · "),
        ),
        one.text ? h("p", { class: "template-text" }, one.text) : null,
      ),
      h("span", { class: `template-status ${one.status.toLowerCase()}` }, select),
    );
  }

  /** @param {Template} one @param {string} status */
  async #decide(one, status) {
    try {
      await api.reviewTemplate(one.name, { status, language: one.language });
    } catch (error) {
      this.options.notify(refusalOr(S.templates.failed)(error));
    }
    await this.refresh();
  }
}
