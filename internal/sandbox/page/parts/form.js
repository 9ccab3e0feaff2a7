// @ts-check
// Fields that save themselves: each one is sent as soon as it was changed, and
// follows the sandbox while nobody is at it.

import { h, setText } from "./dom.js";

/**
 * @typedef {object} Spec
 * @property {string} name the field of the control plane
 * @property {"number" | "text" | "list" | "switch" | "choice" | "select" | "range"} kind
 * @property {string} label
 * @property {string} [hint] one sentence
 * @property {string} [unit] after the number
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [step]
 * @property {number} [scale] the sandbox's unit in ours: 1000 shows milliseconds as seconds
 * @property {[value: string | number | boolean, label: string][]} [options] of a choice or a select
 * @property {string} [placeholder]
 * @property {unknown} [usual] the value that changes nothing
 */

/** What a value is in a field. @param {Spec} spec @param {unknown} value @returns {string} */
export function shown(spec, value) {
  if (spec.kind === "list") return Array.isArray(value) ? value.join(", ") : "";
  if (value === undefined || value === null) return "";
  if (spec.scale && typeof value === "number") return String(value / spec.scale);
  return String(value);
}

/**
 * What a field's text is for the sandbox.
 * @param {Spec} spec
 * @param {string} text
 * @returns {{ value?: unknown, wrong?: "empty" | "range" }}
 */
export function read(spec, text) {
  if (spec.kind === "switch") return { value: text === "true" };
  if (spec.kind === "list") return { value: text.split(/[\s,;]+/).filter(Boolean) };
  if (spec.kind === "number" || spec.kind === "range") {
    const number = Number(text.trim().replace(",", "."));
    if (text.trim() === "" || !Number.isFinite(number)) return { wrong: "empty" };
    if (number < (spec.min ?? Number.NEGATIVE_INFINITY) || number > (spec.max ?? Number.POSITIVE_INFINITY))
      return { wrong: "range" };
    return { value: Math.round(number * (spec.scale ?? 1)) };
  }
  const option = spec.options?.find(([value]) => String(value) === text);
  return { value: option ? option[0] : text.trim() };
}

/** Whether two values of the control plane are the same. @param {unknown} a @param {unknown} b */
export function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

let serial = 0;

/** One field with its label, its hint and its error. */
export class Field {
  /** @type {unknown} what the sandbox has */
  value;
  #saving = 0;
  #touched = false;
  #error = h("p", { class: "field-error", role: "alert", hidden: true });

  /**
   * @param {Spec} spec
   * @param {(change: Record<string, unknown>) => Promise<unknown>} save throws what the person should read
   * @param {{ wrong: (spec: Spec, what: "empty" | "range") => string, words: (error: unknown) => string }} say
   */
  constructor(spec, save, say) {
    this.spec = spec;
    this.save = save;
    this.say = say;
    const id = `field-${++serial}`;
    this.control = control(spec, id, {
      changed: (text) => void this.#changed(text),
      typing: () => {
        this.#touched = true;
      },
    });
    const hint = spec.hint ? h("p", { class: "field-hint", id: `${id}-hint` }, spec.hint) : null;
    for (const input of this.control.inputs) if (hint) input.setAttribute("aria-describedby", hint.id);
    const label =
      spec.kind === "choice"
        ? h("span", { class: "field-label", id: `${id}-label` }, spec.label)
        : h("label", { class: "field-label", for: id }, spec.label);
    this.element = h(
      "div",
      { class: `field of-${spec.kind}`, data: { field: spec.name, testid: `field-${spec.name}` } },
      h("div", { class: "field-words" }, label, hint),
      h(
        "div",
        { class: "field-control" },
        this.control.element,
        spec.unit ? h("span", { class: "field-unit" }, spec.unit) : null,
      ),
      this.#error,
    );
  }

  /** Follows the sandbox, unless a person is at it. @param {unknown} value */
  show(value) {
    this.value = value;
    const usual = this.spec.usual;
    this.element.classList.toggle(
      "active",
      usual !== undefined && value !== undefined && !same(value, usual),
    );
    const here = this.element.contains(document.activeElement);
    if (this.#saving > 0 || (here && this.#touched)) return;
    this.control.set(shown(this.spec, value));
  }

  /** @param {string} text */
  async #changed(text) {
    this.#touched = false;
    const { value, wrong } = read(this.spec, text);
    if (wrong) return this.#complain(this.say.wrong(this.spec, wrong));
    this.#complain("");
    if (same(value, this.value)) return;
    this.#saving++;
    this.element.classList.add("saving");
    try {
      await this.save({ [this.spec.name]: value });
    } catch (error) {
      this.#complain(this.say.words(error));
      this.control.set(shown(this.spec, this.value));
    } finally {
      this.#saving--;
      this.element.classList.toggle("saving", this.#saving > 0);
    }
  }

  /** @param {string} words */
  #complain(words) {
    setText(this.#error, words);
    this.#error.hidden = words === "";
  }
}

/**
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {HTMLElement[]} inputs
 * @property {(text: string) => void} set
 */

/**
 * @param {Spec} spec
 * @param {string} id
 * @param {{ changed: (text: string) => void, typing: () => void }} on
 * @returns {Control}
 */
function control(spec, id, on) {
  switch (spec.kind) {
    case "switch":
      return toggle(id, on);
    case "choice":
      return choice(spec, id, on);
    case "select":
      return select(spec, id, on);
    case "range":
      return range(spec, id, on);
    default:
      return line(spec, id, on);
  }
}

/** @param {string} id @param {{ changed: (text: string) => void }} on @returns {Control} */
function toggle(id, on) {
  const input = h("input", {
    id,
    type: "checkbox",
    role: "switch",
    class: "switch",
    on: { change: () => on.changed(String(input.checked)) },
  });
  return {
    element: input,
    inputs: [input],
    set: (text) => {
      input.checked = text === "true";
    },
  };
}

/** @param {Spec} spec @param {string} id @param {{ changed: (text: string) => void }} on @returns {Control} */
function choice(spec, id, on) {
  const inputs = (spec.options ?? []).map(([value]) =>
    h("input", {
      type: "radio",
      name: id,
      value: String(value),
      data: { testid: `${spec.name}-${value}` },
      on: {
        change: (/** @type {Event} */ event) =>
          on.changed(/** @type {HTMLInputElement} */ (event.target).value),
      },
    }),
  );
  return {
    element: h(
      "div",
      { class: "choice-row", role: "radiogroup", aria: { labelledby: `${id}-label` } },
      inputs.map((input, at) =>
        h("label", { class: "choice-one" }, input, h("span", {}, spec.options?.[at][1])),
      ),
    ),
    inputs,
    set: (text) => {
      for (const input of inputs) input.checked = input.value === text;
    },
  };
}

/** @param {Spec} spec @param {string} id @param {{ changed: (text: string) => void }} on @returns {Control} */
function select(spec, id, on) {
  const input = h(
    "select",
    { id, on: { change: () => on.changed(input.value) } },
    (spec.options ?? []).map(([value, label]) => h("option", { value: String(value) }, label)),
  );
  return {
    element: input,
    inputs: [input],
    set: (text) => {
      input.value = text;
    },
  };
}

/** @param {Spec} spec @param {string} id @param {{ changed: (text: string) => void, typing: () => void }} on @returns {Control} */
function range(spec, id, on) {
  const told = h("output", { class: "field-told", for: id });
  const tell = () => setText(told, `${input.value}${spec.unit ? ` ${spec.unit}` : ""}`);
  const input = h("input", {
    id,
    type: "range",
    min: spec.min,
    max: spec.max,
    step: spec.step ?? 1,
    on: {
      input: () => {
        on.typing();
        tell();
      },
      change: () => on.changed(input.value),
    },
  });
  tell();
  return {
    element: h("div", { class: "range-row" }, input, told),
    inputs: [input],
    set: (text) => {
      input.value = text || String(spec.min ?? 0);
      tell();
    },
  };
}

/** @param {Spec} spec @param {string} id @param {{ changed: (text: string) => void, typing: () => void }} on @returns {Control} */
function line(spec, id, on) {
  const number = spec.kind === "number";
  const input = h("input", {
    id,
    type: number ? "number" : "text",
    min: spec.min,
    max: spec.max,
    step: number ? (spec.step ?? 1) : undefined,
    placeholder: spec.placeholder,
    autocomplete: "off",
    spellcheck: "false",
    on: { input: on.typing, change: () => on.changed(input.value) },
  });
  return {
    element: input,
    inputs: [input],
    set: (text) => {
      input.value = text;
    },
  };
}
