// @ts-check
// What Meta knows of the business and its number.

import { fill, h, setText } from "../parts/dom.js";
import { fieldsOf } from "../parts/fields.js";
import { dateTime } from "../parts/format.js";
import { S } from "../strings.js";
import { api, refusalOr } from "../wire/api.js";
import { box } from "./parts.js";

/** @typedef {import("../parts/form.js").Spec} Spec */
/** @typedef {import("../wire/types.js").Account} Account */
/** @typedef {import("../wire/types.js").Restriction} Restriction */

/** @param {"name" | "country" | "payment_method" | "messaging_limit" | "concurrent_limit" | "calls_per_day" | "test_number" | "allowed_recipients" | "quality"} name @param {Omit<Spec, "name" | "label" | "hint">} more @returns {Spec} */
const spec = (name, more) => ({ name, label: S.account[name][0], hint: S.account[name][1], ...more });
const many = { min: 0, max: 10_000_000 };

/** @type {{ name: "number" | "limits" | "test" | "quality", specs: Spec[] }[]} */
export const ACCOUNT = [
  {
    name: "number",
    specs: [
      spec("name", { kind: "text" }),
      spec("country", { kind: "text" }),
      spec("payment_method", { kind: "switch" }),
    ],
  },
  {
    name: "limits",
    specs: [
      spec("messaging_limit", { kind: "number", ...many }),
      spec("concurrent_limit", { kind: "number", ...many }),
      spec("calls_per_day", { kind: "number", ...many }),
    ],
  },
  {
    name: "test",
    specs: [
      spec("test_number", { kind: "switch" }),
      spec("allowed_recipients", { kind: "list", placeholder: "5511999990001, 5511999990002" }),
    ],
  },
  {
    name: "quality",
    specs: [
      spec("quality", {
        kind: "choice",
        options: [
          ["normal", S.account.normal],
          ["low", S.account.low],
        ],
      }),
    ],
  },
];

/** The types of restrictions that are not in force. @param {Restriction[]} list */
export function missing(list) {
  return Object.keys(S.account.types).filter((type) => !list.some((one) => one.type === type));
}

export class AccountPanel {
  /** @type {Account} */
  #account = {};
  #groups = ACCOUNT.map((group) => ({
    name: group.name,
    fields: fieldsOf(group.specs, (change) => this.#save(change), S.room.failed),
  }));
  #list = h("ul", { class: "restrictions", data: { testid: "restrictions" } });
  #type = h("select", { id: "restriction-type" });
  #add = h(
    "button",
    { type: "submit", class: "button plain", data: { testid: "restrict" } },
    S.account.restrict,
  );
  #form = h(
    "form",
    {
      class: "restrict",
      on: {
        submit: (/** @type {Event} */ event) => {
          event.preventDefault();
          void this.#restrict([...this.#restrictions(), { type: this.#type.value }]);
        },
      },
    },
    h("label", { class: "unseen", for: "restriction-type" }, S.account.add),
    this.#type,
    this.#add,
  );
  #error = h("p", { class: "field-error", role: "alert", hidden: true });
  #offered = "";

  constructor() {
    this.element = h(
      "div",
      { class: "panel" },
      this.#groups.map(({ name, fields }) =>
        name === "quality"
          ? box(
              S.account.groups[name],
              fields,
              h(
                "div",
                { class: "field stacked" },
                h("span", { class: "field-label" }, S.account.restrictions),
                this.#list,
                this.#form,
                this.#error,
              ),
            )
          : box(S.account.groups[name], fields),
      ),
    );
  }

  async refresh() {
    this.#show(await api.account());
  }

  /** @returns {Restriction[]} */
  #restrictions() {
    return this.#account.restrictions ?? [];
  }

  /** @param {Account} account */
  #show(account) {
    this.#account = account;
    for (const { fields } of this.#groups) for (const field of fields) field.show(account[field.spec.name]);
    const list = this.#restrictions();
    const mark = JSON.stringify(list);
    if (mark === this.#offered) return;
    this.#offered = mark;
    fill(
      this.#list,
      list.length === 0 ? h("li", { class: "room-none" }, S.account.noRestrictions) : null,
      list.map((one) => this.#restriction(one)),
    );
    const types = missing(list);
    this.#form.hidden = types.length === 0;
    fill(
      this.#type,
      types.map((type) => h("option", { value: type }, typeWords(type))),
    );
  }

  /** @param {Restriction} one */
  #restriction(one) {
    const words = typeWords(one.type);
    const end = one.expiration_unix ? S.account.until(dateTime(one.expiration_unix)) : S.account.noEnd;
    return h(
      "li",
      {},
      h(
        "span",
        { class: "restriction-words" },
        h("strong", {}, words),
        h("span", {}, [end, one.reason].filter(Boolean).join(" · ")),
      ),
      h(
        "button",
        {
          type: "button",
          class: "button plain small",
          aria: { label: S.account.liftOf(words) },
          on: {
            click: () => void this.#restrict(this.#restrictions().filter((other) => other.type !== one.type)),
          },
        },
        S.account.lift,
      ),
    );
  }

  /** @param {Restriction[]} restrictions */
  async #restrict(restrictions) {
    this.#error.hidden = true;
    try {
      await this.#save({ restrictions });
    } catch (error) {
      setText(this.#error, refusalOr(S.room.failed)(error));
      this.#error.hidden = false;
    }
  }

  /** @param {Record<string, unknown>} change */
  async #save(change) {
    this.#show(await api.setAccount(change));
  }
}

/** @param {string} type */
function typeWords(type) {
  return S.account.types[/** @type {keyof typeof S.account.types} */ (type)] ?? type;
}
