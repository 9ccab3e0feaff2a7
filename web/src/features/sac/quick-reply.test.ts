import { describe, expect, it } from "vitest";
import { calledFor, filled, fitting } from "./quick-reply";

const reply = (shortcut: string, text: string) => ({
  id: shortcut,
  shortcut,
  text,
  shared: true,
  version: 1,
});
const replies = [
  reply("hours", "We open at 9."),
  reply("hi", "Hello {first}!"),
  reply("pix", "Our key, at all hours: …"),
];
const blanks = { name: "Ana Souza", attendant: "Paula Reis", account: "Aurora" };

describe("quick replies", () => {
  it("are looked for behind a slash that begins the text", () => {
    expect(calledFor("/")).toBe("");
    expect(calledFor("/Ho")).toBe("ho");
    for (const text of ["", "hello", "and/or", "/two words", "line\n/x"])
      expect(calledFor(text), text).toBeUndefined();
  });

  it("fit by their word first, then by their text", () => {
    expect(fitting(replies, "h").map(({ shortcut }) => shortcut)).toEqual(["hours", "hi", "pix"]);
    expect(fitting(replies, "hours").map(({ shortcut }) => shortcut)).toEqual(["hours", "pix"]);
    expect(fitting(replies, "zzz")).toEqual([]);
  });

  it("are filled in, and what is not known stays", () => {
    expect(filled("Hi {first} ({name}), {attendant} of {account}. {total}", blanks)).toBe(
      "Hi Ana (Ana Souza), Paula Reis of Aurora. {total}",
    );
    expect(filled("Hi {first}", { ...blanks, name: "" })).toBe("Hi {first}");
  });
});
