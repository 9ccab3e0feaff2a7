import assert from "node:assert/strict";
import test from "node:test";
import { callIcon, opening } from "./icon.js";

test("the icon calls where calling is allowed, and where nothing is said", () => {
  for (const call of [{ allowed: true, why: "" }, undefined])
    assert.deepEqual(callIcon(call, 0), { shown: true, calls: true, words: "", callback: false });
});

// Meta: Calling API, Call settings and FAQ: icons are hidden, calls by button and link stay.
test("the icon goes where the business or Meta hides it, with the reason in words", () => {
  for (const [why, want] of [
    ["calling_off", /not turned calling on/],
    ["icon_hidden", /hides its call icon/],
    ["restricted", /paused/],
    ["country", /other countries/],
    ["something_new", /cannot be called/],
  ]) {
    const icon = callIcon({ allowed: false, why, callback: true }, 0);
    assert.ok(!icon.shown && !icon.calls && !icon.callback, why);
    assert.match(icon.words, want);
  }
});

test("outside call hours the icon stays and leads to a callback", () => {
  const closed = { allowed: false, why: "closed", callback: true };
  const icon = callIcon(closed, 0);
  assert.ok(icon.shown && !icon.calls && icon.callback);
  assert.match(icon.words, /Closed for calls/);
  assert.ok(!callIcon({ ...closed, callback: false }, 0).callback);
  assert.match(callIcon({ ...closed, opens_unix: 1790000000 }, 0).words, /Opens .*Sep/);
});

test("an opening is told as near as it is", () => {
  const now = Date.UTC(2026, 10, 22, 21) / 1000;
  assert.equal(opening(now + 3600, now, "UTC"), "22:00");
  assert.match(opening(now + 12 * 3600, now, "UTC"), /^Mon,? 23 Nov,? 09:00$/);
});
