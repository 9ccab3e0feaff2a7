import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { Call, Estimate } from "@/api/types";
import { en } from "@/i18n/en";
import { costWords } from "./words";

beforeAll(() => i18next.init({ lng: "en", resources: { en: { translation: en } } }));

describe("costWords", () => {
  it.each<[string, Estimate | undefined, string]>([
    ["a call that goes on", undefined, ""],
    ["a call of a time without a card", { reason: "no_card" }, ""],
    ["an inbound call", { free: true }, "Free"],
    ["a number without a country", { reason: "unknown_market" }, "No price"],
    ["a call that was charged", { cost: 10_450, perMinute: 9500, pulses: 11 }, "$0.01045"],
  ])("says of %s", (_, cost, want) => {
    expect(costWords({ cost } as Call, i18next)).toBe(want);
  });
});
