// @ts-check
// The call icon of the chat: whether it is there, what it does, and the line that
// says why it is not. Pure.

import { clock, dateTime, dayKey } from "../../parts/format.js";
import { S } from "../../strings.js";

/** @typedef {import("../../wire/types.js").Callable} Callable */

/**
 * @typedef {object} Icon
 * @property {boolean} shown
 * @property {boolean} calls it calls; otherwise it tells why it cannot
 * @property {string} words under the business's name; empty when all is well
 * @property {boolean} callback a callback can be asked for
 */

/**
 * The business hides the icon, or Meta does: phones show none. Outside call hours
 * it stays, and leads to what else can be done. A sandbox that says nothing of it
 * is one that lets everybody call.
 * @param {Callable | undefined} call
 * @param {number} now
 * @returns {Icon}
 */
export function callIcon(call, now) {
  if (!call || call.allowed) return { shown: true, calls: true, words: "", callback: false };
  const words = {
    calling_off: S.icon.callingOff,
    icon_hidden: S.icon.hidden,
    restricted: S.icon.restricted,
    country: S.icon.country,
    closed: call.opens_unix ? S.icon.opens(opening(call.opens_unix, now)) : S.icon.closed,
  }[call.why];
  return {
    shown: call.why === "closed",
    calls: false,
    words: words ?? S.icon.other,
    callback: call.why === "closed" && call.callback === true,
  };
}

/** When it opens: the hour if that is today, and the day before it if not. @param {number} unix @param {number} now @param {string} [zone] */
export function opening(unix, now, zone) {
  return dayKey(unix, zone) === dayKey(now, zone) ? clock(unix, zone) : dateTime(unix, zone);
}
