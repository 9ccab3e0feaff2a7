import assert from "node:assert/strict";
import test from "node:test";
import { refusalWords } from "./api.js";
import { backoff } from "./socket.js";

test("a refusal speaks in the words of whichever shape it has", () => {
  for (const [body, want] of [
    [{ title: "Not found", detail: "There is no such user." }, "There is no such user."],
    [
      { error: { message: "(#138000) Calling not enabled", error_data: { details: "Calling is off." } } },
      "Calling is off.",
    ],
    [{ error: { message: "(#100) Invalid parameter" } }, "(#100) Invalid parameter"],
    [{ error: "no such call" }, "no such call"],
    [{ title: "Conflict" }, "Conflict"],
    [{ detail: "" }, "The sandbox refused it (HTTP 409)."],
    [null, "The sandbox refused it (HTTP 409)."],
  ])
    assert.equal(refusalWords(body, 409), want);
});

test("waits grow to five seconds and never run in step", () => {
  assert.equal(backoff(0, 1), 300);
  assert.equal(backoff(0, 0), 180);
  assert.equal(backoff(2, 1), 1200);
  for (const attempt of [5, 30, 4000]) assert.equal(backoff(attempt, 1), 5000);
});
