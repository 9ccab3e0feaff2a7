import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { nearest } from ".";
import { en } from "./en";
import { clockMs, day, daysBetween, duration, left, money, short, shortDay, timer } from "./format";
import { loadPhones, phoneDigits, phoneNumber } from "./phone";
import { ptBR } from "./pt-BR";

beforeAll(async () => {
  await i18next.init({
    lng: "en",
    resources: { en: { translation: en }, "pt-BR": { translation: ptBR } },
    interpolation: { escapeValue: false },
  });
});

const minute = 60_000;
const hour = 60 * minute;

describe("durations", () => {
  it.each([
    [0, "0:00"],
    [7.9, "0:07"],
    [151, "2:31"],
    [3751, "1:02:31"],
    [-3, "0:00"],
  ])("%d s on the timer is %s", (seconds, want) => expect(timer(seconds)).toBe(want));

  it.each([
    [4, "4 s"],
    [151, "2 min 31 s"],
    [4012, "1 h 6 min"],
  ])("%d s in words is %s", (seconds, want) => expect(duration(seconds, i18next.t)).toBe(want));

  it.each([
    [6 * 24 * hour + 4 * hour + 59 * minute, "6 d 4 h left"],
    [24 * hour, "1 d 0 h left"],
    [3 * hour + 5 * minute, "3 h 5 min left"],
    [5 * minute, "5 min left"],
    [59_000, "less than a minute left"],
    [-1, "less than a minute left"],
  ])("%d ms: %s", (ms, want) => expect(left(ms, i18next.t)).toBe(want));

  it("speaks Portuguese", () => {
    expect(left(3 * hour, i18next.getFixedT("pt-BR"))).toBe("faltam 3 h 0 min");
  });
});

describe("times", () => {
  const now = new Date(2026, 10, 22, 18, 0);
  const at = (...parts: [number, number, number, number, number]) =>
    short(new Date(...parts), now, "en", i18next.t);

  it("are relative to the calendar day", () => {
    expect(short(new Date(now.getTime() - 30_000), now, "en", i18next.t)).toBe("now");
    expect(at(2026, 10, 22, 9, 5)).toBe("9:05 AM");
    expect(at(2026, 10, 21, 23, 59)).toBe("Yesterday");
    expect(at(2026, 10, 18, 12, 0)).toBe("Wed");
    expect(at(2026, 10, 2, 12, 0)).toBe("Nov 2");
    expect(at(2025, 10, 2, 12, 0)).toBe("11/2/25");
    expect(daysBetween(new Date(2026, 10, 21, 23, 59), now)).toBe(1);
  });

  it("have milliseconds in a timeline, in every language", () => {
    const moment = new Date(2026, 10, 22, 8, 6, 4, 7);
    expect(clockMs(moment, "en")).toBe("08:06:04.007");
    expect(clockMs(moment, "pt-BR")).toBe("08:06:04,007");
  });
});

describe("phone numbers", () => {
  it("are plain until the formats are loaded, then those of their country", async () => {
    expect(phoneNumber("5511999990001")).toBe("+5511999990001");
    await loadPhones();
    expect(phoneNumber("5511999990001")).toBe("+55 11 99999 0001");
    expect(phoneNumber("+14155550132")).toBe("+1 415 555 0132");
    expect(phoneNumber("not a number")).toBe("not a number");
    expect(phoneNumber(undefined)).toBe("");
  });

  it.each([
    ["+55 (11) 99999-0001", "5511999990001"],
    ["55 11 9.9999/0001", "5511999990001"],
    ["12345", ""],
    ["five five eleven", ""],
    ["1234567890123456", ""],
  ])("%s is %s", (typed, want) => expect(phoneDigits(typed)).toBe(want));
});

it("the nearest language is that of the family, else English", () => {
  expect(nearest(["pt-PT", "en"])).toBe("pt-BR");
  expect(nearest(["fr", "es-419"])).toBe("es");
  expect(nearest(["fr"])).toBe("en");
});

describe("money", () => {
  it.each([
    [9500, "en", "$0.0095"],
    [10_450, "en", "$0.01045"],
    [100_000, "en", "$0.1000"],
    [0, "en", "$0.00"],
    [12_345_678, "en", "$12.35"],
    [9500, "pt-BR", "US$\u00a00,0095"],
  ])("%d millionths in %s are %s", (micros, language, want) => expect(money(micros, language)).toBe(want));
});

describe("a day without a time", () => {
  it("is the same day in every time zone", () => expect(day("2026-10-01", "en")).toBe("October 1, 2026"));
  it("is left alone where it is none", () => expect(day("soon", "en")).toBe("soon"));
  it("is short where there is little room, with the year where it is another", () => {
    const today = new Date(2026, 10, 27);
    expect(shortDay("2026-12-01", today, "en")).toBe("Dec 1");
    expect(shortDay("2027-01-01", today, "en")).toBe("Jan 1, 2027");
    expect(shortDay("soon", today, "en")).toBe("soon");
  });
});
