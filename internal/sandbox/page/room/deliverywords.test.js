import assert from "node:assert/strict";
import test from "node:test";
import { chosen, fared, pretty, told, verdict } from "./deliverywords.js";

const body = (value) => JSON.stringify({ entry: [{ changes: [{ value }] }] });

test("a webhook is told as Meta's fields name it, with the person it is about", () => {
  for (const [value, want] of [
    [
      { calls: [{ event: "connect", direction: "BUSINESS_INITIATED", from: "1", to: "55" }] },
      { kind: "call connect", who: "55" },
    ],
    [
      {
        calls: [
          { event: "terminate", status: "COMPLETED", direction: "USER_INITIATED", from: "55", to: "1" },
        ],
      },
      { kind: "call terminate COMPLETED", who: "55" },
    ],
    [
      { contacts: [{ user_id: "BR.1" }], calls: [{ event: "connect", direction: "USER_INITIATED" }] },
      { kind: "call connect", who: "BR.1" },
    ],
    [
      { statuses: [{ type: "call", status: "RINGING", recipient_id: "55" }] },
      { kind: "call RINGING", who: "55" },
    ],
    [{ statuses: [{ status: "read", recipient_id: "55" }] }, { kind: "message read", who: "55" }],
    [{ messages: [{ type: "text", from: "55" }] }, { kind: "message text", who: "55" }],
    [
      { messages: [{ type: "interactive", interactive: { type: "call_permission_reply" }, from: "55" }] },
      { kind: "message interactive call_permission_reply", who: "55" },
    ],
    [{ event: "ACCOUNT_RESTRICTION" }, { kind: "ACCOUNT_RESTRICTION", who: "" }],
    [{ type: "phone_number_settings" }, { kind: "phone_number_settings", who: "" }],
    [
      { errors: [{}], contacts: [{ wa_id: "55" }] },
      { kind: "errors", who: "55" },
    ],
    [{ type: 5 }, { kind: "", who: "" }],
  ])
    assert.deepEqual(told(body(value)), want);
});

test("a body that is no webhook tells nothing", () => {
  for (const text of ["", "{", "null", "[]", '{"entry":[]}'])
    assert.deepEqual(told(text), { kind: "", who: "" });
});

test("JSON is laid out, anything else stays", () => {
  assert.equal(pretty('{"a":[1]}'), '{\n  "a": [\n    1\n  ]\n}');
  assert.equal(pretty("<html>"), "<html>");
});

const delivery = (status, ...codes) => ({
  id: "d1",
  field: "calls",
  status,
  attempts: codes.map((code) => (code ? { http_status: code } : { error: "refused" })),
});

test("how it fared is one line", () => {
  for (const [one, words, judged] of [
    [delivery("pending"), "On its way", "open"],
    [delivery("delivered", 200), "Delivered · HTTP 200", "good"],
    [delivery("delivered", 500, 200), "Delivered · HTTP 200 · 2 attempts", "good"],
    [delivery("pending", 0), "Trying again · No answer", "bad"],
    [delivery("given_up", 500, 500), "Given up · HTTP 500 · 2 attempts", "bad"],
    [delivery("dropped"), "Dropped by a fault", "bad"],
  ]) {
    assert.equal(fared(one), words);
    assert.equal(verdict(one), judged);
  }
});

test("filters leave what was asked for, the newest first", () => {
  const all = [
    { id: "1", field: "calls", status: "delivered" },
    { id: "2", field: "messages", status: "pending" },
    { id: "3", field: "calls", status: "pending" },
  ];
  const ids = (filter) => chosen(all, { field: "", status: "", ...filter }).map((one) => one.id);
  assert.deepEqual(ids({}), ["3", "2", "1"]);
  assert.deepEqual(ids({ field: "calls" }), ["3", "1"]);
  assert.deepEqual(ids({ field: "calls", status: "pending" }), ["3"]);
});
