/** Dates, durations and numbers in the console's language. Pure but for the time zone. */
import type { TFunction } from "i18next";

const cache = new Map<string, Intl.DateTimeFormat>();

function dateFormat(language: string, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${language} ${name}`;
  let format = cache.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language, options);
    cache.set(key, format);
  }
  return format;
}

/** 18:46 */
export const clock = (at: Date, language: string) =>
  dateFormat(language, "clock", { hour: "numeric", minute: "2-digit" }).format(at);

/** 18:46:04.123 */
export const clockMs = (at: Date, language: string) =>
  dateFormat(language, "clockMs", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
  }).format(at);

/** 22 November 2026 at 18:46:04 */
export const exact = (at: Date, language: string) =>
  dateFormat(language, "exact", { dateStyle: "long", timeStyle: "medium" }).format(at);

/** Sun, 22 Nov, 18:46 */
export const dayAndTime = (at: Date, language: string) =>
  dateFormat(language, "dayAndTime", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  }).format(at);

const startOfDay = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

/** Whole days between the calendar days of two times. */
export const daysBetween = (from: Date, to: Date) =>
  Math.round((startOfDay(to) - startOfDay(from)) / 86_400_000);

/** Today, Yesterday, Friday, or 22 Nov 2026: the heading of a day. */
export function dayName(at: Date, now: Date, language: string, t: TFunction): string {
  const days = daysBetween(at, now);
  if (days === 0) return t("time.today");
  if (days === 1) return t("time.yesterday");
  if (days > 1 && days < 7) return dateFormat(language, "weekday", { weekday: "long" }).format(at);
  return dateFormat(language, "day", { day: "numeric", month: "long", year: "numeric" }).format(at);
}

/** The time for a list: now, 5 min ago, 18:46 of today, Yesterday, Fri, 3 Nov. */
export function short(at: Date, now: Date, language: string, t: TFunction): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return t("time.now");
  const days = daysBetween(at, now);
  if (days === 0) return clock(at, language);
  if (days === 1) return t("time.yesterday");
  if (days < 7) return dateFormat(language, "weekdayShort", { weekday: "short" }).format(at);
  if (at.getFullYear() === now.getFullYear()) {
    return dateFormat(language, "dayShort", { day: "numeric", month: "short" }).format(at);
  }
  return dateFormat(language, "dayNumbers", { dateStyle: "short" }).format(at);
}

/** 0:07, 2:31, 1:02:31: the timer of a call. */
export function timer(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, "0");
  const h = Math.floor(whole / 3600);
  const m = Math.floor(whole / 60) % 60;
  return h > 0 ? `${h}:${two(m)}:${two(whole % 60)}` : `${m}:${two(whole % 60)}`;
}

/** 2 min 31 s: a duration in words. */
export function duration(seconds: number, t: TFunction): string {
  const whole = Math.max(0, Math.round(seconds));
  const h = Math.floor(whole / 3600);
  const m = Math.floor(whole / 60) % 60;
  if (h > 0) return t("time.dur_h", { h, m });
  if (m > 0) return t("time.dur_m", { m, s: whole % 60 });
  return t("time.dur_s", { s: whole });
}

/** 6 d 4 h left: what remains until a time. */
export function left(ms: number, t: TFunction): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return t("time.left_now");
  const h = Math.floor(minutes / 60);
  if (h >= 24) return t("time.left_d", { d: Math.floor(h / 24), h: h % 24 });
  if (h > 0) return t("time.left_h", { h, m: minutes % 60 });
  return t("time.left_m", { m: minutes });
}

/** $0.0095: an amount in millionths of a dollar, with four decimals at least where it is below a dollar. */
export function money(micros: number, language: string): string {
  const small = Math.abs(micros) < 1_000_000 && micros !== 0;
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: small ? 4 : 2,
    maximumFractionDigits: small ? 6 : 2,
  }).format(micros / 1_000_000);
}

/** 1 October 2026: a day that has no time, such as 2026-10-01. */
export function day(text: string, language: string): string {
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime())
    ? text
    : dateFormat(language, "dayAlone", { dateStyle: "long", timeZone: "UTC" }).format(at);
}

/** 1 Oct, or 1 Oct 2027 where it is not this year: a day that has no time, where there is little room. */
export function shortDay(text: string, now: Date, language: string): string {
  const at = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return text;
  const known = at.getUTCFullYear() === now.getFullYear();
  return dateFormat(language, known ? "shortDay" : "shortDayYear", {
    day: "numeric",
    month: "short",
    ...(known ? {} : { year: "numeric" }),
    timeZone: "UTC",
  }).format(at);
}

/** A size as people say it: 640 kB, 1.2 MB. */
export function bytes(count: number, language = document.documentElement.lang || "en"): string {
  const [value, unit] = count < 1000 * 1000 ? [count / 1000, "kilobyte"] : [count / 1000 / 1000, "megabyte"];
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: unit === "megabyte" ? 1 : 0,
  }).format(unit === "kilobyte" ? Math.max(1, value) : value);
}
