import { describe, expect, test } from "vitest";
import type { Deal } from "@/api/types";
import { arranged, changes, placeAt, totals } from "./moves";

const deal = (id: string, stage = "new", value = 100) => ({ id, stage: { id: stage }, value }) as Deal;
const cards = [deal("a"), deal("b"), deal("c")];
const ids = (list: readonly Deal[]) => list.map(({ id }) => id).join("");

describe("cards while one is on its way", () => {
  test("it leaves its stage", () => {
    expect(ids(arranged(cards, "new", { deal: deal("b"), stageId: "proposal" }))).toBe("ac");
  });
  test("it comes to the top of another", () => {
    expect(ids(arranged(cards, "new", { deal: deal("x", "proposal"), stageId: "new" }))).toBe("xabc");
  });
  test("it comes below a card", () => {
    expect(ids(arranged(cards, "new", { deal: deal("a"), stageId: "new", below: "b" }))).toBe("bac");
  });
  test("below a card that is gone, it comes to the top", () => {
    expect(ids(arranged(cards, "new", { deal: deal("c"), stageId: "new", below: "gone" }))).toBe("cab");
  });
});

test("totals follow it", () => {
  const move = { deal: deal("b", "new", 30), stageId: "proposal" };
  expect(totals({ id: "new", deals: 3, value: 100 }, move)).toEqual({ deals: 2, value: 70 });
  expect(totals({ id: "proposal", deals: 0, value: 0 }, move)).toEqual({ deals: 1, value: 30 });
  expect(totals({ id: "other", deals: 1, value: 5 }, move)).toEqual({ deals: 1, value: 5 });
});

test("the place that a drop means", () => {
  expect(placeAt(cards, "a", "b", true)).toBe("b");
  expect(placeAt(cards, "c", "b", false)).toBe("a");
  expect(placeAt(cards, "c", "a", false)).toBeUndefined();
});

test("a drop where it stood changes nothing", () => {
  expect(changes(cards, { deal: deal("b"), stageId: "new", below: "a" })).toBe(false);
  expect(changes(cards, { deal: deal("b"), stageId: "new" })).toBe(true);
  expect(changes(cards, { deal: deal("b"), stageId: "proposal" })).toBe(true);
});
