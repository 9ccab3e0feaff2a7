import { expect, test } from "vitest";
import { asked, filters, pressed, readNarrowing } from "./narrowing";

test("an address is read, and what it does not understand is left out", () => {
  expect(
    readNarrowing({
      q: "ana",
      tag: "vip",
      mine: true,
      shunned: "maybe",
      field: ["f:Gold", "none", 3],
      sort: "-last",
    }),
  ).toEqual({ q: "ana", tag: "vip", mine: true, field: ["f:Gold"], sort: "-last" });
  expect(readNarrowing({ sort: "name", field: [], callable: "yes", reachable: "no" })).toEqual({
    reachable: "no",
  });
});

test("the filters are counted, each value of a field by itself", () => {
  expect(filters({ q: "ana", sort: "-name" })).toBe(0);
  expect(filters({ tag: "vip", callable: true, field: ["f:Gold", "g:yes"] })).toBe(4);
});

test("the server is asked in its own words", () => {
  expect(asked({ q: "ana", owner: "u", shunned: "no", field: ["f:Gold"], sort: "-created" })).toEqual({
    search: "ana",
    ownerId: "u",
    doNotContact: "no",
    field: ["f:Gold"],
    sort: "-created",
  });
});

test("a column is pressed once for its useful order, and again for the other", () => {
  expect(pressed("name")).toBe("-name");
  expect(pressed("name", "-last")).toBe("name");
  expect(pressed("last")).toBe("-last");
  expect(pressed("last", "-last")).toBe("last");
});
