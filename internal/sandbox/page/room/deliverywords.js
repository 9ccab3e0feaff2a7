// @ts-check
// Webhooks in words: what one tells, whom it is about, and how it fared. Pure.

import { S } from "../strings.js";

/** @typedef {import("../wire/types.js").Delivery} Delivery */

/**
 * @typedef {object} Told
 * @property {string} kind what happened, as Meta's fields name it
 * @property {string} who a wa_id or user id, or empty
 */

/** The first change of an envelope; nothing if it is none. @param {string} body @returns {any} */
function change(body) {
  try {
    return JSON.parse(body)?.entry?.[0]?.changes?.[0]?.value ?? null;
  } catch {
    return null;
  }
}

/** What a webhook tells. @param {string} body @returns {Told} */
export function told(body) {
  const value = change(body);
  const call = value?.calls?.[0];
  if (call) {
    const business = call.direction === "BUSINESS_INITIATED";
    return {
      kind: ["call", call.event, call.status].filter(Boolean).join(" "),
      who: (business ? call.to : call.from) ?? call.to_user_id ?? call.from_user_id ?? contact(value),
    };
  }
  const status = value?.statuses?.[0];
  if (status) {
    const kind = [status.type === "call" ? "call" : "message", status.status].filter(Boolean).join(" ");
    return { kind, who: status.recipient_id ?? status.recipient_user_id ?? contact(value) };
  }
  const message = value?.messages?.[0];
  if (message) {
    const inner = message.interactive?.type;
    const kind = ["message", message.type, inner].filter(Boolean).join(" ");
    return { kind, who: message.from ?? message.from_user_id ?? contact(value) };
  }
  const kind = value?.event ?? value?.type ?? (value?.errors ? "errors" : "");
  return { kind: typeof kind === "string" ? kind : "", who: contact(value) };
}

/** @param {any} value */
function contact(value) {
  const first = value?.contacts?.[0];
  return first?.wa_id ?? first?.user_id ?? "";
}

/** JSON as people read it; anything else as it came. @param {string} text */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** How a delivery fared, in one short line. @param {Delivery} delivery */
export function fared({ status, attempts }) {
  const last = attempts.at(-1);
  const answer = last ? (last.http_status ? `HTTP ${last.http_status}` : S.deliveries.noAnswer) : "";
  const tries = attempts.length > 1 ? S.deliveries.tries(attempts.length) : "";
  const state =
    status === "pending" && last ? S.deliveries.retrying : (S.deliveries.status[status] ?? status);
  return [state, answer, tries].filter(Boolean).join(" · ");
}

/** Whether that is good, bad, or still open. @param {Delivery} delivery @returns {"good" | "bad" | "open"} */
export function verdict({ status, attempts }) {
  if (status === "delivered") return "good";
  return status === "pending" && attempts.length === 0 ? "open" : "bad";
}

/**
 * The deliveries that a filter leaves, the newest first.
 * @param {Delivery[]} deliveries the oldest first
 * @param {{ field: string, status: string }} filter empty is all
 */
export function chosen(deliveries, { field, status }) {
  return deliveries
    .filter((one) => (!field || one.field === field) && (!status || one.status === status))
    .reverse();
}
