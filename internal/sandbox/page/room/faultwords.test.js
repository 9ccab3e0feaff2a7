import assert from "node:assert/strict";
import test from "node:test";
import { active, calm, GROUPS, strangers } from "./faultwords.js";

test("a sandbox on a good day has no active faults", () => {
  assert.deepEqual(active(calm()), []);
  assert.deepEqual(active({}), [], "what the sandbox does not know is not active");
});

test("each fault that is on is named with its measure", () => {
  for (const [change, want] of [
    [{ drop: 3 }, "Drop: 3"],
    [{ delay_ms: 1500 }, "Delay: 1.5 s"],
    [{ omit_contacts: true }, "Leave out contacts"],
    [{ answer_setup: "actpass" }, "a=setup of the answer: actpass"],
    [{ missing_scope: "whatsapp_business_messaging" }, "Missing permission: messaging"],
    [{ lose: [{ event: "connect" }] }, "Single webhooks to lose: 1"],
  ])
    assert.deepEqual(active({ ...calm(), ...change }), [want]);
});

test("how a fault goes is none by itself", () => {
  assert.deepEqual(
    active({ ...calm(), graph_status: 503, call_error: 138019, graph_lost_as: "silence" }),
    [],
  );
});

test("every fault has a label, a sentence, and a usual value", () => {
  for (const { specs } of GROUPS)
    for (const spec of specs) {
      assert.notEqual(spec.label, spec.name);
      assert.match(spec.hint, /\.$/, spec.name);
      assert.notEqual(spec.usual, undefined, spec.name);
    }
});

test("what the page does not know yet can be set all the same", () => {
  assert.deepEqual(strangers({ ...calm(), lose: [] }), []);
  assert.deepEqual(
    strangers({ fog_banks: 0, echoes: false, mood: "bad" }).map(({ name, kind, label }) => [
      name,
      kind,
      label,
    ]),
    [
      ["fog_banks", "number", "fog banks"],
      ["echoes", "switch", "echoes"],
      ["mood", "text", "mood"],
    ],
  );
});
