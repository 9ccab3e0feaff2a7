// @ts-check
// The faults and quirks that can be asked for, in groups, each with a sentence;
// and which of them are active. Pure.

import { S } from "./strings.js";

/** @typedef {import("./form.js").Spec} Spec */
/** @typedef {import("./types.js").Faults} Faults */

/** @param {string} name @param {Partial<Spec>} [more] @returns {Spec} */
function counter(name, more) {
  const [label, hint] = wordsOf(name);
  return { name, kind: "number", label, hint, min: 0, max: 1_000_000, usual: 0, ...more };
}

/** @param {string} name @param {[string | number, string][]} options of which the first is usual @returns {Spec} */
function pick(name, options) {
  const [label, hint] = wordsOf(name);
  return { name, kind: "choice", label, hint, options, usual: options[0][0] };
}

/** @param {string} name @returns {[string, string]} */
function wordsOf(name) {
  const words = S.faults.each[/** @type {keyof typeof S.faults.each} */ (name)];
  return [words?.[0] ?? name, words?.[1] ?? ""];
}

/** @type {{ name: "webhooks" | "graph" | "quirks", specs: Spec[] }[]} */
export const GROUPS = [
  {
    name: "webhooks",
    specs: [
      counter("drop"),
      counter("double"),
      counter("reorder"),
      counter("delay_ms", { unit: S.device.seconds, max: 1000, step: 0.1, scale: 1000 }),
    ],
  },
  {
    name: "graph",
    specs: [
      counter("graph_errors"),
      pick("graph_status", [
        [500, "500"],
        [503, "503"],
      ]),
      counter("graph_delay_ms", { unit: S.device.seconds, max: 1000, step: 0.1, scale: 1000 }),
      pick("missing_scope", [
        ["", S.faults.scopes.none],
        ["whatsapp_business_management", S.faults.scopes.management],
        ["whatsapp_business_messaging", S.faults.scopes.messaging],
      ]),
      counter("permission_reads_per_second", { min: 1, max: 100, usual: 100 }),
    ],
  },
  {
    name: "quirks",
    specs: [
      pick("answer_setup", [
        ["active", "active"],
        ["actpass", "actpass"],
        ["passive", "passive"],
      ]),
      pick("status_case", [
        ["upper", "COMPLETED"],
        ["title", "Completed"],
      ]),
      { ...counter("omit_contacts"), kind: "switch", min: undefined, max: undefined, usual: false },
      pick("calling_off_status", [
        [401, "401"],
        [400, "400"],
      ]),
      pick("window_error", [
        ["async", S.faults.window.async],
        ["sync", S.faults.window.sync],
      ]),
    ],
  },
];

const SPECS = GROUPS.flatMap((group) => group.specs);
// With what a Graph error comes means nothing while none comes.
const SILENT = ["graph_status"];

/** The faults that are not as usual, in words. @param {Faults} faults @returns {string[]} */
export function active(faults) {
  const out = SPECS.filter(
    ({ name, usual }) => !SILENT.includes(name) && faults[name] !== undefined && faults[name] !== usual,
  ).map((spec) => said(spec, faults[spec.name]));
  const lost = Array.isArray(faults.lose) ? faults.lose.length : 0;
  return lost > 0 ? [...out, `${S.faults.lose}: ${lost}`] : out;
}

/** @param {Spec} spec @param {unknown} value */
function said(spec, value) {
  if (spec.kind === "switch") return spec.label;
  const option = spec.options?.find(([own]) => own === value);
  const amount =
    typeof value === "number" && spec.scale ? `${value / spec.scale} ${spec.unit}` : String(value);
  return `${spec.label}: ${option ? option[1] : amount}`;
}

/** What turns all of them off. @returns {Faults} */
export function calm() {
  return { ...Object.fromEntries(SPECS.map(({ name, usual }) => [name, usual])), lose: [] };
}
