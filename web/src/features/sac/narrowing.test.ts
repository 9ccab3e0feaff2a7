import { describe, expect, it } from "vitest";
import { asked, isNarrowed, readNarrowing, wide } from "./narrowing";

describe("the narrowing of services", () => {
  it("is read from the address, and nonsense narrows nothing", () => {
    const read = readNarrowing({
      state: "waiting",
      unread: true,
      closing: "yes",
      account: "a1",
      department: 7,
      view: "board",
    });
    expect(read).toMatchObject({ state: "waiting", unread: true, account: "a1", view: "board" });
    expect([read.closing, read.department]).toEqual([undefined, undefined]);
    expect(isNarrowed(readNarrowing({ state: "lost", view: "board", at: "m1" }))).toBe(false);
  });

  it("asks the server for what is narrowed and nothing else", () => {
    expect(asked({ state: "closed", q: "ana", mine: true, account: "a", view: "board", at: "m" })).toEqual({
      state: ["closed"],
      search: "ana",
      mine: true,
      accountId: "a",
    });
    expect(asked(wide)).toEqual({});
  });

  it("is wide again when all of it is taken away", () => {
    const narrow = readNarrowing({
      q: "x",
      mine: true,
      unread: true,
      closing: true,
      attendant: "u",
      department: "d",
    });
    expect(isNarrowed(narrow)).toBe(true);
    expect(isNarrowed({ ...narrow, ...wide })).toBe(false);
  });
});
