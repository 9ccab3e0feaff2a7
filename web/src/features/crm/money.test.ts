import { describe, expect, test } from "vitest";
import { amountOf, amountTyped, amountWords, decimals } from "./money";

describe("an amount that is typed", () => {
  test.each([
    ["1250", "BRL", 125_000],
    ["1.250,50", "BRL", 125_050],
    ["1,250.50", "BRL", 125_050],
    ["R$ 1.250", "BRL", 125_000],
    ["12,5", "BRL", 1250],
    ["1.000.000", "BRL", 100_000_000],
    ["1250", "JPY", 1250],
    ["", "BRL", 0],
    ["much", "BRL", undefined],
    ["-5", "BRL", undefined],
    ["99999999999999999999", "BRL", undefined],
  ])("%s %s", (text, currency, want) => expect(amountOf(text, currency)).toBe(want));

  test.each(["en", "pt-BR", "es"])("comes back as it was, in %s", (language) => {
    expect(amountOf(amountTyped(125_050, "BRL", language), "BRL")).toBe(125_050);
  });
});

test("an amount in words", () => {
  expect(amountWords(125_000, "BRL", "pt-BR").replace(/\s/g, " ")).toBe("R$ 1.250,00");
  expect(decimals("JPY")).toBe(0);
});
