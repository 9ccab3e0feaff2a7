import { describe, expect, it } from "vitest";
import { flat, stateOf, tick, untick } from "./paths";

const leaf = (path: string) => ({ path, later: false, below: [] });
const tree = [
  {
    path: "sac",
    later: false,
    below: [
      { path: "sac.calls", later: false, below: [leaf("sac.calls.place"), leaf("sac.calls.request")] },
      leaf("sac.notes"),
    ],
  },
  leaf("contacts"),
];

describe("a permission tree", () => {
  it("shows what is granted from above, and parents of which some is", () => {
    expect(stateOf("sac.calls.place", ["sac"])).toBe(true);
    expect(stateOf("sac", ["sac.calls.place"])).toBe("some");
    expect(stateOf("sac.notes", ["sac.calls"])).toBe(false);
    expect(stateOf("sac.call", ["sac.calls"])).toBe(false);
  });

  it("takes what is below a tick with it", () => {
    expect(tick("sac.calls", ["sac.calls.place", "contacts"])).toEqual(["contacts", "sac.calls"]);
  });

  it("keeps everything else when one below a grant is unticked", () => {
    expect(untick("sac.calls.place", ["sac", "contacts"], tree)).toEqual([
      "sac.calls.request",
      "sac.notes",
      "contacts",
    ]);
    expect(untick("sac", ["sac.calls.place", "contacts"], tree)).toEqual(["contacts"]);
    expect(untick("sac.calls", ["sac.calls"], tree)).toEqual([]);
  });

  it("is read from top to bottom", () => {
    expect(flat(tree).map(({ path, depth }) => `${depth} ${path}`)).toEqual([
      "0 sac",
      "1 sac.calls",
      "2 sac.calls.place",
      "2 sac.calls.request",
      "1 sac.notes",
      "0 contacts",
    ]);
  });
});
