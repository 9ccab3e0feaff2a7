import assert from "node:assert/strict";
import test from "node:test";
import { choices, reply } from "./request.js";

const names = (request, changing) => choices(request, changing).map((choice) => choice.answer);

test("a new request offers all three answers", () => {
  assert.deepEqual(names({ answered: "", expired: false }, false), [
    "accept_permanent",
    "accept_temporary",
    "reject",
  ]);
});

test("an answered one offers the others to whoever changes their mind", () => {
  assert.deepEqual(names({ answered: "reject", expired: false }, false), []);
  assert.deepEqual(names({ answered: "reject", expired: false }, true), [
    "accept_permanent",
    "accept_temporary",
  ]);
  assert.deepEqual(names({ answered: "accept_temporary", expired: false }, true), [
    "accept_permanent",
    "reject",
  ]);
});

test("an expired one offers nothing", () => {
  assert.deepEqual(names({ answered: "", expired: true }, false), []);
  assert.deepEqual(names({ answered: "reject", expired: true }, true), []);
});

test("answers go out as the control plane names them", () => {
  assert.deepEqual(reply("accept_permanent", "wamid.1"), {
    response: "accept",
    permanent: true,
    request: "wamid.1",
  });
  assert.deepEqual(reply("accept_temporary", "wamid.1"), {
    response: "accept",
    permanent: false,
    request: "wamid.1",
  });
  assert.deepEqual(reply("reject", "wamid.1"), { response: "reject", permanent: false, request: "wamid.1" });
});
