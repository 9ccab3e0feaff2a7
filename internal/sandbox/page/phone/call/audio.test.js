import assert from "node:assert/strict";
import test from "node:test";
import { microphoneProblem } from "./audio.js";

test("a missing microphone is told from a refused one", () => {
  const error = (name) => Object.assign(new Error(name), { name });
  for (const [name, want] of [
    ["NotAllowedError", "refused"],
    ["SecurityError", "refused"],
    ["NotFoundError", "absent"],
    ["OverconstrainedError", "absent"],
    ["NotReadableError", "busy"],
    ["AbortError", "busy"],
  ])
    assert.equal(microphoneProblem(error(name)), want);
  assert.equal(microphoneProblem("no error at all"), "refused");
});
