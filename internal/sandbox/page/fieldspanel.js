// @ts-check
// Groups of fields that follow one resource of the control plane.

import { refusalOr } from "./device.js";
import { h } from "./dom.js";
import { Field } from "./form.js";
import { S } from "./strings.js";

/** @typedef {import("./form.js").Spec} Spec */

/**
 * @param {Spec[]} specs
 * @param {(change: Record<string, unknown>) => Promise<unknown>} save
 */
export function fieldsOf(specs, save) {
  return specs.map(
    (spec) =>
      new Field(spec, save, {
        wrong: (of) => S.form.range(of.min ?? 0, of.max ?? Number.MAX_SAFE_INTEGER),
        words: refusalOr(S.room.failed),
      }),
  );
}

/** @param {string} heading @param {Field[]} fields @param {...(HTMLElement | null)} more */
export function box(heading, fields, ...more) {
  return h(
    "section",
    { class: "box" },
    h("div", { class: "box-head" }, h("h4", {}, heading)),
    fields.map((field) => field.element),
    more,
  );
}
