import assert from "node:assert/strict";
import test from "node:test";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("", { url: "http://127.0.0.1/" });
for (const name of ["document", "Node", "HTMLElement"])
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true });

const { Field, read, same, shown } = await import("./form.js");
const { DEVICE, identity, relevant } = await import("../phone/sheet/device.js");

const milliseconds = { name: "wait_ms", kind: "number", label: "Wait", min: 0, max: 600, scale: 1000 };
const list = { name: "who", kind: "list", label: "Who" };
const pick = {
  name: "pick",
  kind: "choice",
  label: "Pick",
  options: [
    ["a", "A"],
    [5, "Five"],
  ],
};

test("values are shown in the person's units", () => {
  for (const [spec, value, want] of [
    [milliseconds, 1500, "1.5"],
    [milliseconds, undefined, ""],
    [list, ["1", "2"], "1, 2"],
    [list, null, ""],
    [pick, 5, "5"],
    [{ kind: "switch" }, true, "true"],
  ])
    assert.equal(shown(spec, value), want);
});

test("what is typed is read in the sandbox's units", () => {
  for (const [spec, text, want] of [
    [milliseconds, "1,5", { value: 1500 }],
    [milliseconds, "0", { value: 0 }],
    [milliseconds, " ", { wrong: "empty" }],
    [milliseconds, "a", { wrong: "empty" }],
    [milliseconds, "601", { wrong: "range" }],
    [milliseconds, "-1", { wrong: "range" }],
    [list, "1, 2;3  4", { value: ["1", "2", "3", "4"] }],
    [list, "", { value: [] }],
    [pick, "5", { value: 5 }],
    [{ kind: "switch" }, "true", { value: true }],
    [{ kind: "switch" }, "false", { value: false }],
    [{ kind: "text" }, " x ", { value: "x" }],
  ])
    assert.deepEqual(read(spec, text), want, JSON.stringify([spec.kind, text]));
});

test("the same value is not a change", () => {
  assert.ok(same(["a"], ["a"]));
  assert.ok(!same(0, undefined));
});

function make(spec, answer = async () => undefined) {
  const saved = [];
  const field = new Field(
    spec,
    async (change) => {
      saved.push(change);
      return answer();
    },
    { wrong: (_, what) => what, words: (error) => error.message },
  );
  document.body.replaceChildren(field.element);
  const input = field.element.querySelector("input");
  const type = async (text) => {
    input.value = text;
    input.dispatchEvent(new window.Event("input"));
    input.dispatchEvent(new window.Event("change"));
    await new Promise(setImmediate);
  };
  return { field, saved, input, type, error: () => field.element.querySelector("[role=alert]").textContent };
}

test("a field saves what was changed, and only that", async () => {
  const { field, saved, type } = make(milliseconds);
  field.show(1000);
  await type("1");
  assert.deepEqual(saved, [], "nothing changed");
  await type("2.5");
  assert.deepEqual(saved, [{ wait_ms: 2500 }]);
});

test("what cannot be is said and not sent", async () => {
  const { saved, type, error } = make(milliseconds);
  await type("700");
  assert.deepEqual([saved, error()], [[], "range"]);
  await type("7");
  assert.deepEqual([saved.length, error()], [1, ""]);
});

test("a refused change is told and taken back", async () => {
  const { field, input, type, error } = make(milliseconds, async () => {
    throw new Error("not so long");
  });
  field.show(1000);
  await type("9");
  assert.deepEqual([input.value, error()], ["1", "not so long"]);
});

test("a field follows the sandbox, but not under a person's hands", () => {
  const { field, input } = make(milliseconds);
  field.show(1000);
  field.show(2000);
  assert.equal(input.value, "2");
  input.focus();
  input.value = "3";
  input.dispatchEvent(new window.Event("input"));
  field.show(4000);
  assert.equal(input.value, "3");
});

test("a field that is not as usual is marked", () => {
  const { field } = make({ ...milliseconds, usual: 0 });
  field.show(0);
  assert.ok(!field.element.classList.contains("active"));
  field.show(1);
  assert.ok(field.element.classList.contains("active"));
});

test("a choice and a switch send their own kind of value", async () => {
  const choice = make(pick);
  choice.field.show("a");
  const five = choice.field.element.querySelectorAll("input")[1];
  five.checked = true;
  five.dispatchEvent(new window.Event("change"));
  assert.deepEqual(choice.saved, [{ pick: 5 }]);
  const toggle = make({ name: "on", kind: "switch", label: "On" });
  toggle.field.show(false);
  toggle.input.checked = true;
  toggle.input.dispatchEvent(new window.Event("change"));
  assert.deepEqual(toggle.saved, [{ on: true }]);
});

test("every setting of a phone has the words it needs", () => {
  for (const spec of DEVICE) {
    assert.ok(spec.label, spec.name);
    for (const [, label] of spec.options ?? []) assert.ok(label, spec.name);
  }
});

test("waiting is asked only of phones that do something by themselves", () => {
  assert.ok(relevant({ behaviour: "answer" }).includes("answer_after_ms"));
  assert.ok(!relevant({ behaviour: "manual" }).includes("answer_after_ms"));
});

test("a person is named by number, and without one by user id", () => {
  assert.deepEqual(identity({ id: "55", wa_id: "55", bsuid: "BR.1" }), { wa_id: "55" });
  assert.deepEqual(identity({ id: "BR.1", bsuid: "BR.1" }), { bsuid: "BR.1" });
});
