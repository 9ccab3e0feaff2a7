import assert from "node:assert/strict";
import test from "node:test";
import { behaviour, permissionWords, standing, usesMicrophone } from "./words.js";

const user = (more) => ({ id: "5511999990001", ...more });

test("behaviours are told in words", () => {
  for (const [more, want] of [
    [{}, "You answer by hand"],
    [{ behaviour: "manual", sound: "microphone" }, "You answer by hand"],
    [{ behaviour: "answer", answer_after_ms: 1000, sound: "echo" }, "Answers by itself after 1 s and echoes"],
    [{ behaviour: "answer", answer_after_ms: 0, sound: "tone" }, "Answers by itself and plays a tone"],
    [{ behaviour: "answer" }, "Answers by itself"],
    [{ behaviour: "decline" }, "Declines every call"],
    [{ behaviour: "ignore" }, "Lets it ring, never answers"],
    [{ behaviour: "busy" }, "Is busy in another call"],
    [{ behaviour: "vanish" }, "Switched off: nothing reaches it"],
    [{ behaviour: "answer", on_whatsapp: false }, "Is not on WhatsApp"],
    [{ client: "old" }, "Has an old app that cannot be called"],
  ])
    assert.equal(behaviour(user(more)), want);
});

test("a temporary permission ends on the sandbox's clock", () => {
  const permission = { status: "temporary", expires_unix: 1000 };
  assert.equal(standing(permission, 999), "temporary");
  assert.equal(standing(permission, 1000), "expired");
});

test("a permission stands as Graph or the phone names it", () => {
  for (const [status, want] of [
    ["permanent", "permanent"],
    ["declined", "declined"],
    ["no_permission", "none"],
    ["none", "none"],
    ["", "none"],
    ["expired", "expired"],
  ])
    assert.equal(standing({ status }, 0), want);
  assert.equal(standing(undefined, 0), "none");
});

test("permissions are told in words", () => {
  assert.equal(permissionWords({ status: "temporary", expires_unix: 7 * 86400 }, 0), "Allows calls for 7 d");
  assert.equal(permissionWords({ status: "permanent" }, 0), "Always allows calls");
  assert.equal(permissionWords({ status: "declined" }, 0), "Declined calls");
  assert.equal(permissionWords({ status: "temporary", expires_unix: 5 }, 9), "Permission expired");
  assert.equal(permissionWords(undefined, 0), "No call permission");
});

test("only a phone without a sound of its own speaks with the microphone", () => {
  assert.ok(usesMicrophone(user({})));
  assert.ok(usesMicrophone(user({ behaviour: "answer", sound: "microphone" })));
  assert.ok(!usesMicrophone(user({ behaviour: "manual", sound: "echo" })));
});
