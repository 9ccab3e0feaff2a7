// @ts-check
// Numbers, times and durations in the form that people read.

import { S } from "../strings.js";

/** @typedef {import("../wire/types.js").Permission} Permission */
/** @typedef {import("../wire/types.js").User} User */

// ITU country codes of one and two digits; all others have three.
const SHORT_CODES = new Set(
  (
    "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 " +
    "60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98"
  ).split(" "),
);

/** @param {string} digits @returns {string} */
function countryCode(digits) {
  for (const length of [1, 2]) {
    if (SHORT_CODES.has(digits.slice(0, length))) return digits.slice(0, length);
  }
  return digits.slice(0, 3);
}

/** Groups of three, the last of two to four digits. @param {string} digits */
function groups(digits) {
  const out = [];
  let rest = digits;
  while (rest.length > 4) {
    out.push(rest.slice(0, 3));
    rest = rest.slice(3);
  }
  if (rest) out.push(rest);
  return out.join(" ");
}

/**
 * A phone number as its country writes it: 5511999990001 is +55 11 99999-0001.
 * Anything that is not a number is given back as it came.
 * @param {string | undefined} number
 */
export function phoneNumber(number) {
  const digits = (number ?? "").replace(/^\+/, "").replace(/[\s().-]/g, "");
  if (!/^\d{7,15}$/.test(digits)) return number ?? "";
  const code = countryCode(digits);
  const rest = digits.slice(code.length);
  if (code === "55" && (rest.length === 10 || rest.length === 11)) {
    return `+55 ${rest.slice(0, 2)} ${rest.slice(2, -4)}-${rest.slice(-4)}`;
  }
  if (code === "1" && rest.length === 10) {
    return `+1 ${rest.slice(0, 3)} ${rest.slice(3, 6)}-${rest.slice(6)}`;
  }
  return `+${code} ${groups(rest)}`;
}

/** How a person is addressed under the name. @param {User} user */
export function address(user) {
  if (user.wa_id && !user.hide_phone) return phoneNumber(user.wa_id);
  if (user.username) return `@${user.username}`;
  return user.bsuid ?? user.id;
}

/** Up to two initials for the round picture. @param {string | undefined} name */
export function initials(name) {
  const words = (name ?? "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.length === 0) return "?";
  const last = words.length > 1 ? words[words.length - 1] : "";
  return ([...words[0]][0] + ([...last][0] ?? "")).toUpperCase();
}

/** A hue from 0 to 359 that stays with the name. @param {string} text */
export function hue(text) {
  let sum = 7;
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 3600;
  return sum % 360;
}

/** A stop watch: 0:07, 12:40, 1:02:03. @param {number} seconds */
export function timer(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  if (hours > 0) return `${hours}:${two(minutes)}:${two(whole % 60)}`;
  return `${minutes}:${two(whole % 60)}`;
}

/** What is left of a permission, in its two largest units. @param {number} seconds */
export function remaining(seconds) {
  if (seconds < 60) return "less than a minute";
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  return `${minutes} min`;
}

/** Milliseconds as words of seconds: 1500 is 1.5 s. @param {number} ms */
export function seconds(ms) {
  return `${Math.round(ms / 100) / 10} s`;
}

/** How large a file is: 640 B, 12 kB, 3.4 MB. @param {number} bytes */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The hour and minute, 18:46. @param {number} unix @param {string} [zone] */
export function clock(unix, zone) {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(
    unix * 1000,
  );
}

/** The hour, minute and second, 18:46:07. @param {number} unix @param {string} [zone] */
export function clockSeconds(unix, zone) {
  return new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: zone }).format(unix * 1000);
}

/** A time as a datetime-local field takes it, in this machine's zone. @param {number} unix */
export function localInput(unix) {
  const offset = new Date(unix * 1000).getTimezoneOffset() * 60;
  return new Date((unix - offset) * 1000).toISOString().slice(0, 16);
}

/** The day and the minute, for what lies further off. @param {number} unix @param {string} [zone] */
export function dateTime(unix, zone) {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(unix * 1000);
}

/** A key that two times of the same day share. @param {number} unix @param {string} [zone] */
export function dayKey(unix, zone) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(unix * 1000);
}

/** The heading of a day in the chat. @param {number} unix @param {number} now @param {string} [zone] */
export function day(unix, now, zone) {
  if (dayKey(unix, zone) === dayKey(now, zone)) return S.chat.today;
  if (dayKey(unix, zone) === dayKey(now - 86400, zone)) return S.chat.yesterday;
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: zone,
  }).format(unix * 1000);
}

/** The height of a level meter, 0 to 1, for a linear level: −60 dB is empty. @param {number} level */
export function loudness(level) {
  if (!(level > 0)) return 0;
  return Math.min(1, Math.max(0, (20 * Math.log10(level) + 60) / 60));
}
