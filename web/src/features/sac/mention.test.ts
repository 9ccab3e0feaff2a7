import { describe, expect, it } from "vitest";
import { asked, named } from "./mention";

describe("naming people", () => {
  it.each([
    ["@", ""],
    ["look, @di", "di"],
    ["@Diego Al", "Diego Al"],
    ["@Diego Alves ", undefined],
    ["write to a@b.example", undefined],
    ["nobody", undefined],
  ])("of %o asks for %o", (text, want) => expect(asked(text)).toBe(want));

  it("writes the name out and goes on behind it", () => {
    expect(named("@Ana Souza and @di", "Diego Alves")).toBe("@Ana Souza and @Diego Alves ");
  });
});
