// @ts-check
// Fields that follow one resource of the control plane, made of what is known of them.

import { S } from "../strings.js";
import { refusalOr } from "../wire/api.js";
import { Field } from "./form.js";

/** @typedef {import("./form.js").Spec} Spec */

/**
 * @param {Spec[]} specs
 * @param {(change: Record<string, unknown>) => Promise<unknown>} save
 * @param {string} failed what to say when it was not refused, and still not saved
 */
export function fieldsOf(specs, save, failed) {
  return specs.map(
    (spec) =>
      new Field(spec, save, {
        wrong: (of) => S.form.range(of.min ?? 0, of.max ?? Number.MAX_SAFE_INTEGER),
        words: refusalOr(failed),
      }),
  );
}
