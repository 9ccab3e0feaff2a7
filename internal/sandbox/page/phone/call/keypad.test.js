import assert from "node:assert/strict";
import test from "node:test";
import { keyOf, Presses, tail } from "./keypad.js";

test("twelve keys of the keyboard are keys of the phone", () => {
  for (const key of "0123456789*#") assert.equal(keyOf({ key }), key);
  for (const key of ["a", "Enter", "+", "Tab", " "]) assert.equal(keyOf({ key }), "");
  assert.equal(keyOf({ key: "1", ctrlKey: true }), "", "a shortcut of the browser");
});

test("many digits show their end", () => {
  assert.equal(tail("123456789012345678"), "123456789012345678");
  assert.equal(tail("1234567890123456789"), "…34567890123456789");
});

test("keys go in their order, those that wait together", async () => {
  const sent = [];
  let free;
  const presses = new Presses(
    (digits) => {
      sent.push(digits);
      return new Promise((resolve) => {
        free = resolve;
      });
    },
    () => assert.fail(),
  );
  const all = presses.press("1");
  void presses.press("2");
  void presses.press("#");
  assert.deepEqual(sent, ["1"]);
  free();
  await new Promise(setImmediate);
  assert.deepEqual(sent, ["1", "2#"]);
  free();
  await all;
});

test("after a refusal the keys that waited are gone, and the next one goes", async () => {
  const sent = [];
  const errors = [];
  let fail;
  const presses = new Presses(
    (digits) => {
      sent.push(digits);
      return sent.length > 1
        ? Promise.resolve()
        : new Promise((_, reject) => {
            fail = reject;
          });
    },
    (error) => errors.push(error.message),
  );
  const first = presses.press("1");
  void presses.press("2");
  fail(new Error("over"));
  await first;
  await presses.press("3");
  assert.deepEqual([sent, errors], [["1", "3"], ["over"]]);
});
