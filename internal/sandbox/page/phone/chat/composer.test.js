import assert from "node:assert/strict";
import test from "node:test";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<main></main>", { url: "http://127.0.0.1/" });
for (const name of ["document", "Node", "HTMLElement"])
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true });

const { Composer, tooMuch } = await import("./composer.js");
const { S } = await import("../../strings.js");

function setUp(answers = []) {
  const sent = [];
  const said = [];
  const composer = new Composer(
    async (draft) => {
      sent.push(draft);
      return answers.shift() ?? true;
    },
    { notify: (words) => said.push(words), author: () => "Aurora" },
  );
  document.querySelector("main").replaceChildren(composer.element);
  const find = (id) => composer.element.querySelector(`[data-testid="${id}"]`);
  const box = find("compose");
  const write = (text) => {
    box.value = text;
    box.dispatchEvent(new window.Event("input"));
  };
  const key = (name, more) =>
    box.dispatchEvent(new window.KeyboardEvent("keydown", { key: name, cancelable: true, ...more }));
  const choose = (file) => {
    const chooser = find("attachment");
    Object.defineProperty(chooser, "files", { value: [file], configurable: true });
    Object.defineProperty(chooser, "value", { value: "", configurable: true, writable: true });
    chooser.dispatchEvent(new window.Event("change"));
  };
  const send = async () => {
    composer.element.requestSubmit();
    await new Promise(setImmediate);
  };
  return { composer, sent, said, find, box, write, key, choose, send };
}
const photo = { name: "a.jpg", size: 1200 };
const asked = { id: "wamid.1", from: "business", text: "Coming?" };

test("words go with Enter, and a new line with Shift", async () => {
  const { sent, box, write, key, find } = setUp();
  assert.ok(find("send").disabled);
  write("  Hello ");
  key("Enter", { shiftKey: true });
  assert.deepEqual(sent, []);
  key("Enter");
  await new Promise(setImmediate);
  assert.deepEqual(sent, [{ text: "Hello", file: null, replyTo: null }]);
  assert.equal(box.value, "");
});

test("a file goes alone or with a caption, and is let go of after", async () => {
  const { sent, find, write, choose, send } = setUp();
  choose(photo);
  assert.equal(find("held-clip").textContent, "a.jpg · 1 kB");
  assert.ok(!find("send").disabled);
  assert.equal(find("compose").getAttribute("placeholder"), S.composer.caption);
  write("My cat");
  await send();
  assert.deepEqual(sent, [{ text: "My cat", file: photo, replyTo: null }]);
  assert.ok(find("held-clip").hidden);
});

test("a file that is empty or too large is refused with its reason", () => {
  const { said, choose, find } = setUp();
  choose({ name: "b", size: 0 });
  choose({ name: "b", size: 2e8 });
  assert.deepEqual(said, [S.composer.empty, "The file is larger than 100.0 MB."]);
  assert.ok(find("send").disabled);
  assert.equal(tooMuch(photo), "");
});

test("an answer shows what it answers, until it is sent or taken back", async () => {
  const { composer, sent, find, write, key, send } = setUp();
  composer.answer(asked);
  assert.equal(find("held-reply").textContent, "Aurora: Coming?");
  key("Escape");
  assert.ok(find("held-reply").hidden);
  composer.answer(asked);
  write("Yes");
  await send();
  assert.equal(sent[0].replyTo, asked);
  assert.ok(find("held-reply").hidden);
});

test("what did not go comes back, unless something new was written", async () => {
  const { sent, box, find, write, choose, send } = setUp([false, false]);
  choose(photo);
  write("one");
  await send();
  assert.deepEqual([box.value, find("held-clip").hidden], ["one", false]);
  const again = send();
  write("two");
  await again;
  assert.equal(box.value, "two");
  assert.equal(sent.length, 2);
});
