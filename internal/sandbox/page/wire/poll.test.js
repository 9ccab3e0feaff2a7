import assert from "node:assert/strict";
import test from "node:test";

const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
globalThis.document = page;
globalThis.window = globalThis;
const { Poll } = await import("./poll.js");
const turn = () => new Promise(setImmediate);

function setUp(t) {
  t.mock.timers.enable({ apis: ["setInterval"] });
  page.visibilityState = "visible";
  const open = [];
  let looks = 0;
  const poll = new Poll(() => {
    looks++;
    return new Promise((resolve) => open.push(resolve));
  }, 1000);
  t.after(() => poll.stop());
  const answer = async () => {
    open.shift()();
    await turn();
  };
  return { poll, answer, looks: () => looks, tick: (ms) => t.mock.timers.tick(ms) };
}

test("it looks at once and then in its rhythm", async (t) => {
  const { poll, answer, looks, tick } = setUp(t);
  poll.start();
  assert.equal(looks(), 1);
  await answer();
  tick(1000);
  assert.equal(looks(), 2);
  poll.stop();
  await answer();
  tick(5000);
  assert.equal(looks(), 2);
});

test("a slow answer is waited for, and then one more look is enough", async (t) => {
  const { poll, answer, looks, tick } = setUp(t);
  poll.start();
  tick(3000);
  assert.equal(looks(), 1);
  await answer();
  assert.equal(looks(), 2);
  await answer();
  assert.equal(looks(), 2);
});

test("nobody looks at a hidden page; when it is seen again, it is looked at", async (t) => {
  const { poll, answer, looks, tick } = setUp(t);
  poll.start();
  await answer();
  page.visibilityState = "hidden";
  tick(2000);
  assert.equal(looks(), 1);
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  assert.equal(looks(), 2);
});
