import assert from "node:assert/strict";
import test from "node:test";
import { pieces, plain } from "./rich.js";

// Pieces as short as they can be read: kind(text), plain text bare.
const told = (text) =>
  pieces(text)
    .map(({ kind, text, inside }) =>
      kind === "text"
        ? text
        : `<${kind}:${inside ? inside.map((p) => (p.kind === "text" ? p.text : `<${p.kind}:${p.text}>`)).join("") : text}>`,
    )
    .join("");

test("marks around words are read as WhatsApp reads them", () => {
  for (const [text, want] of [
    ["plain", "plain"],
    ["*bold*", "<bold:bold>"],
    ["so _very_ ~bad~ good", "so <italic:very> <struck:bad> good"],
    ["*bold _and italic_*", "<bold:bold <italic:and italic>>"],
    ["use `a*b*c` here", "use <code:a*b*c> here"],
    ["```\nlet x = 1;\nlet y;\n```", "<block:let x = 1;\nlet y;>"],
    ["(*yes*)!", "(<bold:yes>)!"],
  ])
    assert.equal(told(text), want);
});

test("signs that mark nothing stay as they are", () => {
  for (const text of [
    "2*3*4",
    "snake_case_name",
    "* item",
    "*not closed",
    "*two\nlines*",
    "a * b * c",
    "``",
    "``` ```",
    "*",
    "~",
    "5 * 3 = *",
  ])
    assert.equal(told(text), text);
});

test("web addresses end before the sentence's own signs", () => {
  assert.equal(told("See https://example.com/a_b_c?x=1."), "See <link:https://example.com/a_b_c?x=1>.");
  assert.equal(told("(http://example.com/x)"), "(<link:http://example.com/x>)");
  assert.equal(told("*https://example.com*"), "<bold:<link:https://example.com>>");
  assert.equal(told("javascript:alert(1) xhttps://no.example"), "javascript:alert(1) xhttps://no.example");
});

test("a long text with many open marks is read quickly", () => {
  const text = "*a ".repeat(1300);
  const began = process.hrtime.bigint();
  assert.equal(told(text), text);
  assert.ok(Number(process.hrtime.bigint() - began) < 1e9);
});

test("the marks can be left out", () => {
  assert.equal(plain("*bold _and italic_* with `code` and 2*3*4"), "bold and italic with code and 2*3*4");
});
