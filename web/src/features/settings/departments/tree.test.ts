import { expect, it } from "vitest";
import { belowOf, inOrder } from "./tree";

const all = [
  { id: "back" },
  { id: "night", parent: "front" },
  { id: "front" },
  { id: "late", parent: "night" },
  { id: "lost", parent: "gone" },
];

it("puts departments behind the one above them", () => {
  expect(inOrder(all).map(({ item, depth }) => `${depth} ${item.id}`)).toEqual([
    "0 back",
    "0 front",
    "1 night",
    "2 late",
    "0 lost",
  ]);
});

it("knows what is below a department", () => {
  expect([...belowOf(all, "front")].sort()).toEqual(["front", "late", "night"]);
  expect([...belowOf(all, "back")]).toEqual(["back"]);
});
