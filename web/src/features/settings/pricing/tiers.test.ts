import { describe, expect, it } from "vitest";
import { tierNames } from "./tiers";

describe("tierNames", () => {
  it("names each tier by its minutes, the last without an end", () => {
    expect(tierNames([50_000, 250_000], "en")).toEqual(["0 – 50,000", "50,001 – 250,000", "250,001+"]);
    expect(tierNames([1_000], "pt-BR")).toEqual(["0 – 1.000", "1.001+"]);
  });
  it("names the only tier of a card without edges", () => {
    expect(tierNames([], "en")).toEqual(["0+"]);
  });
});
