// @ts-check
// The faults and quirks that can be asked for, in groups, each with a sentence;
// and which of them are active. Pure.

import { S } from "../strings.js";

/** @typedef {import("../parts/form.js").Spec} Spec */
/** @typedef {import("../wire/types.js").Faults} Faults */

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

/** @param {string} name @returns {Spec} */
function toggle(name) {
  const [label, hint] = wordsOf(name);
  return { name, kind: "switch", label, hint, usual: false };
}

/** A choice between spellings, which are their own labels. @param {string} name @param {...(string | number)} options of which the first is usual */
const spelled = (name, ...options) =>
  pick(
    name,
    options.map((option) => [option, String(option)]),
  );
const wait = { unit: S.device.seconds, max: 1000, step: 0.1, scale: 1000 };
const { words } = S.faults;

/** @type {{ name: keyof typeof S.faults.groups, specs: Spec[] }[]} */
export const GROUPS = [
  {
    name: "webhooks",
    specs: [
      counter("drop"),
      counter("double"),
      counter("reorder"),
      counter("batch", { max: 1000 }),
      counter("delay_ms", wait),
    ],
  },
  {
    name: "graph",
    specs: [
      counter("graph_errors"),
      spelled("graph_status", 500, 503),
      counter("graph_delay_ms", wait),
      counter("graph_lost"),
      pick("graph_lost_as", [
        ["error", words.error],
        ["silence", words.silence],
      ]),
      pick("missing_scope", [
        ["", words.none],
        ["whatsapp_business_management", words.management],
        ["whatsapp_business_messaging", words.messaging],
      ]),
      counter("permission_reads_per_second", { min: 1, max: 100, usual: 100 }),
    ],
  },
  {
    name: "calls",
    specs: [
      counter("call_errors"),
      { ...spelled("call_error", 138020, 138019, 138021, 138022, 138023), kind: "select" },
      counter("call_error_after_ms", { ...wait, max: 86_400, usual: 1000 }),
    ],
  },
  {
    name: "webhookQuirks",
    specs: [
      pick("status_case", [
        ["upper", "COMPLETED"],
        ["title", "Completed"],
      ]),
      toggle("omit_contacts"),
      toggle("status_contacts"),
      toggle("swap_from_to"),
      toggle("omit_direction"),
      toggle("legacy_connection"),
      toggle("plus_numbers"),
      pick("context_from", [
        ["business", words.business],
        ["user", words.person],
      ]),
      pick("settings_type", [
        ["lower", words.lower],
        ["upper", words.upper],
      ]),
    ],
  },
  {
    name: "graphQuirks",
    specs: [
      spelled("restrictions_name", "restrictions_list", "restriction_list"),
      spelled("holiday_keys", "start_time", "open_time"),
      spelled("expiration_name", "expiration_time", "expiration"),
      toggle("bare_success"),
      spelled("calling_off_status", 401, 400),
      pick("window_error", [
        ["async", words.async],
        ["sync", words.sync],
      ]),
    ],
  },
  {
    name: "callQuirks",
    specs: [
      spelled("answer_setup", "active", "actpass", "passive"),
      pick("sdp_profile", [
        ["", words.started],
        ["real-2025", words.real],
        ["doc", words.samples],
      ]),
      pick("lf_lines", [
        ["warn", words.warn],
        ["refuse", words.refuse],
      ]),
      pick("cancelled_unanswered", [
        ["late", words.late],
        ["always", words.always],
        ["never", words.never],
      ]),
    ],
  },
];

const SPECS = GROUPS.flatMap((group) => group.specs);
// They say how another fault goes, and mean nothing without it.
const SILENT = ["graph_status", "graph_lost_as", "call_error", "call_error_after_ms"];

/** Fields for what a newer sandbox knows and this page does not. @param {Faults} faults @returns {Spec[]} */
export function strangers(faults) {
  const known = [...SPECS.map((spec) => spec.name), "lose"];
  return Object.entries(faults)
    .filter(([name]) => !known.includes(name))
    .map(([name, value]) => ({
      name,
      kind: typeof value === "boolean" ? "switch" : typeof value === "number" ? "number" : "text",
      label: name.replaceAll("_", " "),
      min: 0,
      max: 1_000_000,
    }));
}

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
