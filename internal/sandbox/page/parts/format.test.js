import assert from "node:assert/strict";
import test from "node:test";
import {
  address,
  clock,
  day,
  hue,
  initials,
  loudness,
  phoneNumber,
  remaining,
  seconds,
  timer,
} from "./format.js";

test("phone numbers read as their country writes them", () => {
  for (const [number, want] of [
    ["5511999990001", "+55 11 99999-0001"],
    ["551140028922", "+55 11 4002-8922"],
    ["+55 (11) 99999-0001", "+55 11 99999-0001"],
    ["12025550142", "+1 202 555-0142"],
    ["995555010203", "+995 555 010 203"],
    ["447911123456", "+44 791 112 3456"],
    ["35191234567", "+351 912 345 67"],
    ["55119999", "+55 119 999"],
  ])
    assert.equal(phoneNumber(number), want);
});

test("what is not a phone number stays as it is", () => {
  for (const text of ["BR.20000000000000000007", "", "123", "5511abc", "1234567890123456"])
    assert.equal(phoneNumber(text), text);
  assert.equal(phoneNumber(undefined), "");
});

test("who hides the number is addressed by the username, then by the id", () => {
  assert.equal(
    address({ id: "5511999990001", wa_id: "5511999990001", username: "ana" }),
    "+55 11 99999-0001",
  );
  assert.equal(
    address({ id: "5511999990001", wa_id: "5511999990001", username: "ana", hide_phone: true }),
    "@ana",
  );
  assert.equal(address({ id: "BR.7", bsuid: "BR.7" }), "BR.7");
});

test("initials are of the first and the last name", () => {
  for (const [name, want] of [
    ["Ana Souza", "AS"],
    ["Oficina da Aurora", "OA"],
    ["lia", "L"],
    ["Élan d’Été", "ÉÉ"],
    ["", "?"],
    ["+55 11", "51"],
  ]) {
    assert.equal(initials(name), want);
  }
  assert.equal(initials(undefined), "?");
});

test("a name keeps its hue, and names differ", () => {
  assert.equal(hue("Ana Souza"), hue("Ana Souza"));
  assert.notEqual(hue("Ana Souza"), hue("Bruno Lima"));
  for (const name of ["", "a", "Zoë 🙂"]) assert.ok(hue(name) >= 0 && hue(name) < 360);
});

test("the timer shows hours only when there are some", () => {
  for (const [s, want] of [
    [0, "0:00"],
    [7.9, "0:07"],
    [760, "12:40"],
    [3599, "59:59"],
    [3723, "1:02:03"],
    [-3, "0:00"],
  ])
    assert.equal(timer(s), want);
});

test("what is left is said in its two largest units", () => {
  for (const [s, want] of [
    [59, "less than a minute"],
    [60, "1 min"],
    [3600, "1 h"],
    [5400, "1 h 30 min"],
    [86400, "1 d"],
    [6 * 86400 + 4 * 3600 + 59, "6 d 4 h"],
    [7 * 86400, "7 d"],
  ])
    assert.equal(remaining(s), want);
});

test("milliseconds become seconds", () => {
  for (const [ms, want] of [
    [1000, "1 s"],
    [1500, "1.5 s"],
    [40, "0 s"],
  ])
    assert.equal(seconds(ms), want);
});

test("times and days follow the zone", () => {
  const at = Date.UTC(2026, 10, 22, 1, 46) / 1000;
  assert.equal(clock(at, "UTC"), "01:46");
  assert.equal(clock(at, "America/Sao_Paulo"), "22:46");
  assert.equal(day(at, at + 3600, "UTC"), "Today");
  assert.equal(day(at, at + 86400, "UTC"), "Yesterday");
  assert.equal(day(at, at + 3 * 86400, "UTC"), "Sunday 22 November");
  assert.equal(
    day(at, at + 3 * 3600, "America/Sao_Paulo"),
    "Yesterday",
    "midnight lies between 22:46 and 1:46",
  );
});

test("loudness goes by decibels from −60 to 0", () => {
  assert.equal(loudness(0), 0);
  assert.equal(loudness(0.0005), 0);
  assert.equal(loudness(NaN), 0);
  assert.equal(loudness(1), 1);
  assert.equal(loudness(3), 1);
  assert.ok(Math.abs(loudness(0.0316) - 0.5) < 0.01);
});
