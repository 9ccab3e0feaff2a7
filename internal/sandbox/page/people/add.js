// @ts-check
// Adds a person to the sandbox.

import { h, setText } from "../parts/dom.js";
import { icon } from "../parts/icons.js";
import { S } from "../strings.js";
import { api, refusalOr } from "../wire/api.js";

/** What the form comes to for the control plane, or null when the number cannot be one. @param {{ name: string, number: string, country: string }} form */
export function person({ name, number, country }) {
  const digits = number.replace(/[\s().+-]/g, "");
  if (!/^[1-9]\d{6,14}$/.test(digits)) return null;
  return {
    wa_id: digits,
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(country.trim() ? { country: country.trim().toUpperCase() } : {}),
  };
}

export class PersonForm {
  #name = h("input", {
    id: "person-name",
    type: "text",
    maxlength: 100,
    autocomplete: "off",
    data: { testid: "person-name" },
  });
  #number = h("input", {
    id: "person-number",
    type: "text",
    inputmode: "tel",
    placeholder: "5511999990100",
    autocomplete: "off",
    aria: { describedby: "person-hint" },
    data: { testid: "person-number" },
  });
  #country = h("input", {
    id: "person-country",
    type: "text",
    maxlength: 2,
    placeholder: "BR",
    autocomplete: "off",
  });
  #error = h("p", { class: "field-error", role: "alert", hidden: true });
  #form = h(
    "form",
    {
      class: "person-form",
      hidden: true,
      on: {
        submit: (/** @type {Event} */ event) => {
          event.preventDefault();
          void this.#submit();
        },
        keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.#reveal(false),
      },
    },
    labelled(
      "person-number",
      S.people.number,
      this.#number,
      h("p", { class: "field-hint", id: "person-hint" }, S.people.numberHint),
    ),
    labelled("person-name", S.people.name, this.#name),
    labelled("person-country", S.people.country, this.#country),
    this.#error,
    h(
      "div",
      { class: "row-buttons" },
      h(
        "button",
        { type: "submit", class: "button primary", data: { testid: "person-create" } },
        S.people.create,
      ),
      h(
        "button",
        { type: "button", class: "button plain", on: { click: () => this.#reveal(false) } },
        S.people.cancel,
      ),
    ),
  );
  #button = h(
    "button",
    {
      type: "button",
      class: "add-person",
      aria: { expanded: false },
      data: { testid: "add-person" },
      on: { click: () => this.#reveal(true) },
    },
    icon("plus", 18),
    S.people.add,
  );

  /** @param {(user: import("../wire/types.js").User) => void} added */
  constructor(added) {
    this.added = added;
    this.element = h("div", { class: "adding" }, this.#button, this.#form);
  }

  /** @param {boolean} open */
  #reveal(open) {
    this.#form.hidden = !open;
    this.#button.hidden = open;
    this.#button.setAttribute("aria-expanded", String(open));
    this.#complain("");
    (open ? this.#number : this.#button).focus();
  }

  async #submit() {
    const fields = person({
      name: this.#name.value,
      number: this.#number.value,
      country: this.#country.value,
    });
    if (!fields) {
      this.#complain(S.people.needed);
      return this.#number.focus();
    }
    try {
      const user = await api.saveUser(fields);
      this.#form.reset();
      this.#reveal(false);
      this.added(user);
    } catch (error) {
      this.#complain(refusalOr(S.people.failed)(error));
    }
  }

  /** @param {string} words */
  #complain(words) {
    setText(this.#error, words);
    this.#error.hidden = words === "";
  }
}

/** @param {string} id @param {string} label @param {...HTMLElement} rest */
function labelled(id, label, ...rest) {
  return h("div", { class: "stacked" }, h("label", { class: "field-label", for: id }, label), rest);
}
