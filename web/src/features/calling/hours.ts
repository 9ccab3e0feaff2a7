/** Call hours as people edit them. Pure. */
import type { CallHours } from "@/api/types";

type Opening = CallHours["weekly"][number];
export type Day = Opening["day"];

export const days: readonly Day[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];

/** Monday to Friday, nine to six: what is proposed where nothing was set. */
export const proposal = (timezone: string): Omit<CallHours, "limited"> => ({
  timezone,
  weekly: days.slice(0, 5).map((day) => ({ day, opens: "09:00", closes: "18:00" })),
  holidays: [],
});

/** The openings of a day, with their places in the whole list. */
export const openingsOf = (weekly: readonly Opening[], day: Day) =>
  weekly.map((opening, at) => ({ opening, at })).filter(({ opening }) => opening.day === day);

/** The week with one more opening of a day: the first from nine to six, the second after the first. */
export function withOpening(weekly: readonly Opening[], day: Day): Opening[] {
  const [first] = openingsOf(weekly, day);
  const next = first
    ? { day, opens: later(first.opening.closes, 60), closes: later(first.opening.closes, 300) }
    : { day, opens: "09:00", closes: "18:00" };
  return sorted([...weekly, next]);
}

/** The week with the openings of Monday on every day from Tuesday to Friday. */
export function likeMonday(weekly: readonly Opening[]): Opening[] {
  const monday = weekly.filter(({ day }) => day === "monday");
  const rest = weekly.filter(({ day }) => day === "saturday" || day === "sunday");
  return sorted([
    ...days.slice(0, 5).flatMap((day) => monday.map((opening) => ({ ...opening, day }))),
    ...rest,
  ]);
}

const sorted = (weekly: Opening[]) =>
  weekly.sort((a, b) => days.indexOf(a.day) - days.indexOf(b.day) || a.opens.localeCompare(b.opens));

/** A time some minutes later, but within the day. */
function later(time: string, minutes: number): string {
  const [hours = 0, rest = 0] = time.split(":").map(Number);
  const at = Math.min(hours * 60 + rest + minutes, 23 * 60 + 59);
  return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
}
