import { expect, it } from "vitest";
import { likeMonday, openingsOf, proposal, withOpening } from "./hours";

it("proposes the hours of an office", () => {
  expect(proposal("America/Sao_Paulo").weekly).toHaveLength(5);
  expect(openingsOf(proposal("x").weekly, "saturday")).toEqual([]);
});

it("puts a second opening behind the first, within the day", () => {
  const morning = [{ day: "monday" as const, opens: "08:00", closes: "12:00" }];
  expect(withOpening(morning, "monday")[1]).toEqual({ day: "monday", opens: "13:00", closes: "17:00" });
  const late = [{ day: "monday" as const, opens: "08:00", closes: "22:30" }];
  expect(withOpening(late, "monday")[1]).toEqual({ day: "monday", opens: "23:30", closes: "23:59" });
  expect(withOpening([], "sunday")).toEqual([{ day: "sunday", opens: "09:00", closes: "18:00" }]);
});

it("copies Monday to the working week and leaves the weekend", () => {
  const week = [
    { day: "monday" as const, opens: "08:00", closes: "12:00" },
    { day: "monday" as const, opens: "13:00", closes: "17:00" },
    { day: "wednesday" as const, opens: "10:00", closes: "11:00" },
    { day: "saturday" as const, opens: "09:00", closes: "12:00" },
  ];
  const copied = likeMonday(week);
  expect(copied).toHaveLength(11);
  expect(openingsOf(copied, "wednesday").map(({ opening }) => opening.opens)).toEqual(["08:00", "13:00"]);
  expect(openingsOf(copied, "saturday")).toHaveLength(1);
});
