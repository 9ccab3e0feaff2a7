import assert from "node:assert/strict";
import test from "node:test";
import { JSDOM } from "jsdom";

// The browser and the sandbox, as far as the control room touches them.
const { window } = new JSDOM("<main></main>", { url: "http://127.0.0.1:8090/" });
for (const name of ["document", "Node", "HTMLElement", "location"])
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
Object.defineProperty(globalThis, "window", { value: globalThis, configurable: true });
globalThis.CSS = { escape: (text) => text };
let posts = [];
let world = {};
globalThis.fetch = async (path, { method, body }) => {
  const name = path.replace("/sandbox/", "");
  if (method === "POST") posts.push([name, JSON.parse(body)]);
  const answer = world[name] ?? {};
  const value = typeof answer === "function" ? answer(body && JSON.parse(body)) : answer;
  const status = value.refused ? 400 : 200;
  return {
    ok: status === 200,
    status,
    json: async () => (value.refused ? { detail: value.refused } : value),
  };
};
const settle = async () => {
  for (let i = 0; i < 8; i++) await new Promise(setImmediate);
};

const { AccountPanel, missing } = await import("./room/account.js");
const { Badges } = await import("./room/badges.js");
const { CallsPanel } = await import("./room/calls.js");
const { DeliveriesPanel } = await import("./room/deliveries.js");
const { FaultsPanel } = await import("./room/faults.js");
const { calm } = await import("./room/faultwords.js");
const { PersonForm, person } = await import("./people/add.js");
const { SECTIONS, sectionOf } = await import("./room.js");
const { TemplatesPanel } = await import("./room/templates.js");
const { WebhookPanel, wanted } = await import("./room/webhook.js");
const { WorldPanel } = await import("./room/world.js");
const { S } = await import("./strings.js");

async function open(panel, having) {
  posts = [];
  world = having;
  document.querySelector("main").replaceChildren(panel.element);
  await panel.refresh?.();
  return panel.element;
}
const text = (element, selector) => element.querySelector(selector)?.textContent.trim();
const type = (element, value) => {
  element.value = value;
  element.dispatchEvent(new window.Event("input", { bubbles: true }));
  element.dispatchEvent(new window.Event("change", { bubbles: true }));
};
const submit = async (form) => {
  form.dispatchEvent(new window.Event("submit", { bubbles: true, cancelable: true }));
  await settle();
};

const webhook = { url: "http://127.0.0.1/hook", verify_token: "v", app_secret: "s", fields: ["calls"] };
const delivery = (id, more) => ({
  id,
  field: "messages",
  status: "delivered",
  created_unix: 1790000000,
  attempts: [{ at_unix: 1790000001, http_status: 200, answer: "ok", duration_ms: 12 }],
  body: JSON.stringify({ entry: [{ changes: [{ value: { messages: [{ type: "text", from: "55" }] } }] }] }),
  ...more,
});
const deliveries = () =>
  new DeliveriesPanel({
    name: (id) => `Ana (${id})`,
    link: (to) => `#/room/${to}`,
    notify: (words) => posts.push(words),
  });

test("an address leads to a section, any other to the first one", () => {
  for (const section of SECTIONS) assert.equal(sectionOf(section), section);
  assert.equal(sectionOf("attic"), "deliveries");
});

test("deliveries stand newest first and open to their attempts and body", async () => {
  const element = await open(deliveries(), {
    deliveries: [delivery("d1"), delivery("d2", { status: "pending", attempts: [] })],
    webhook,
  });
  assert.deepEqual(
    [...element.querySelectorAll(".fold")].map((row) => row.dataset.key),
    ["d2", "d1"],
  );
  assert.match(text(element, ".fold"), /message text.*Ana \(55\).*On its way/);
  assert.equal(text(element, ".room-count"), "2 webhooks");
  element.querySelectorAll(".fold-head")[1].click();
  assert.match(text(element, ".attempts"), /HTTP 200ok12 ms/);
  assert.match(text(element, "pre"), /^{\n {2}"entry"/);
});

test("a row says a name as soon as it is known", async () => {
  let known = false;
  const name = (id) => (known ? "Ana" : `+${id}`);
  for (const [panel, having, before] of [
    [
      new DeliveriesPanel({ name, link: () => "", notify: () => {} }),
      { deliveries: [delivery("d1")], webhook },
      /\+55/,
    ],
    [
      new CallsPanel({ name, now: () => 0 }),
      {
        calls: {
          calls: [{ id: "c", user_id: "56", direction: "USER_INITIATED", state: "ringing", created_unix: 1 }],
        },
      },
      /\+56/,
    ],
  ]) {
    known = false;
    const element = await open(panel, having);
    assert.match(text(element, ".fold"), before);
    known = true;
    await panel.refresh();
    assert.match(text(element, ".fold"), /Ana/);
  }
});

test("a row that changes under the keyboard keeps the keyboard", async () => {
  const panel = deliveries();
  const having = { deliveries: [delivery("d1", { status: "pending", attempts: [] })], webhook };
  const element = await open(panel, having);
  const before = element.querySelector(".fold-head");
  before.focus();
  having.deliveries = [delivery("d1")];
  await panel.refresh();
  const after = element.querySelector(".fold-head");
  assert.notEqual(after, before);
  assert.equal(document.activeElement, after);
});

test("a delivery can be sent again, and a refusal is told", async () => {
  const element = await open(deliveries(), { deliveries: [delivery("d1")], webhook });
  element.querySelector(".fold-head").click();
  element.querySelector('[data-testid="redeliver"]').click();
  await settle();
  world["deliveries/d1/redeliver"] = { refused: "gone" };
  element.querySelector('[data-testid="redeliver"]').click();
  await settle();
  assert.deepEqual(posts, [["deliveries/d1/redeliver", {}], ["deliveries/d1/redeliver", {}], "gone"]);
});

test("filters leave what was asked for, and say so when nothing is left", async () => {
  const element = await open(deliveries(), {
    deliveries: [delivery("d1"), delivery("d2", { field: "calls" })],
    webhook,
  });
  type(element.querySelector('[data-testid="delivery-field"]'), "calls");
  assert.equal(element.querySelectorAll(".fold").length, 1);
  assert.equal(text(element, ".room-count"), "1 of 2 webhooks");
  type(element.querySelector('[data-testid="delivery-status"]'), "dropped");
  assert.equal(text(element, ".room-none"), S.deliveries.none);
});

test("an empty log leads to what fills it", async () => {
  assert.match(text(await open(deliveries(), { deliveries: [], webhook }), ".room-empty"), /place a call/);
  const element = await open(deliveries(), { deliveries: [], webhook: { ...webhook, url: "" } });
  assert.equal(element.querySelector(".room-empty a").getAttribute("href"), "#/room/webhook");
});

test("only the newest deliveries are drawn until more are asked for", async () => {
  const many = Array.from({ length: 130 }, (_, at) => delivery(`d${at}`));
  const element = await open(deliveries(), { deliveries: many, webhook });
  const rows = () => element.querySelectorAll(".fold").length;
  assert.equal(rows(), 60);
  const more = element.querySelector(".button.wide");
  more.click();
  assert.deepEqual([rows(), more.hidden], [120, false]);
  more.click();
  assert.deepEqual([rows(), more.hidden], [130, true]);
});

test("a call opens to the report of its media", async () => {
  const calls = [
    {
      id: "wacid.1",
      user_id: "55",
      direction: "BUSINESS_INITIATED",
      state: "ended",
      ended_reason: "business_hangup",
      created_unix: 1790000000,
      picked_up_unix: 1790000005,
      ended_unix: 1790000072,
      cta_payload: "promo",
    },
  ];
  const element = await open(new CallsPanel({ name: () => "Ana", now: () => 0 }), { calls: { calls } });
  assert.match(text(element, ".fold-head"), /Ana.*The business called.*The business hung up.*Bad.*1:07/);
  element.querySelector(".fold-head").click();
  assert.match(text(element, ".report-facts"), /no media/);
  assert.match(text(element, ".facts"), /promo/);
});

test("without calls the list says how to make one", async () => {
  const element = await open(new CallsPanel({ name: () => "", now: () => 0 }), { calls: { calls: [] } });
  assert.match(text(element, ".room-empty"), /No call yet/);
});

test("a webhook needs an address and a field", () => {
  const form = { url: " http://x ", token: " t ", secret: "", fields: ["calls"] };
  assert.deepEqual(wanted(form).webhook, {
    url: "http://x",
    verify_token: "t",
    app_secret: "",
    fields: ["calls"],
  });
  assert.equal(wanted({ ...form, url: " " }).missing, S.webhook.needed);
  assert.equal(wanted({ ...form, fields: [] }).missing, S.webhook.oneField);
});

test("the webhook is verified when it is saved, and the outcome is told", async () => {
  const panel = new WebhookPanel();
  const element = await open(panel, { webhook: (body) => body ?? webhook });
  assert.equal(element.querySelector("#webhook-url").value, webhook.url);
  type(element.querySelector("#webhook-url"), "http://127.0.0.1/new");
  await panel.refresh();
  assert.equal(
    element.querySelector("#webhook-url").value,
    "http://127.0.0.1/new",
    "not taken away while typing",
  );
  await submit(element.querySelector("form"));
  assert.deepEqual(posts, [["webhook", { ...webhook, url: "http://127.0.0.1/new" }]]);
  assert.equal(text(element, '[data-testid="webhook-said"]'), S.webhook.verified);
  world.webhook = { refused: "the callback did not answer" };
  await submit(element.querySelector("form"));
  assert.equal(text(element, '[data-testid="webhook-said"]'), "the callback did not answer");
});

test("a template is decided about where it stands, and a refusal is told", async () => {
  const template = {
    id: "1",
    name: "hello",
    language: "pt_BR",
    category: "UTILITY",
    status: "PENDING",
    text: "Oi",
  };
  const said = [];
  const element = await open(new TemplatesPanel({ notify: (words) => said.push(words) }), {
    templates: { templates: [template] },
  });
  const select = () => element.querySelector("select");
  assert.equal(select().value, "PENDING");
  world.templates = { templates: [{ ...template, status: "APPROVED" }] };
  type(select(), "APPROVED");
  await settle();
  assert.deepEqual(posts, [["templates/hello", { status: "APPROVED", language: "pt_BR" }]]);
  assert.equal(select().value, "APPROVED");
  world["templates/hello"] = { refused: "no" };
  type(select(), "PAUSED");
  await settle();
  assert.deepEqual(said, ["no"]);
  assert.match(
    text(await open(new TemplatesPanel({}), { templates: { templates: [] } }), ".room-empty"),
    /No template/,
  );
});

const account = { name: "Aurora", country: "BR", quality: "normal", messaging_limit: 250, restrictions: [] };

test("a field of the account is saved by itself", async () => {
  const element = await open(new AccountPanel(), { account: (change) => ({ ...account, ...change }) });
  type(element.querySelector('[data-field="messaging_limit"] input'), "2000");
  await settle();
  assert.deepEqual(posts, [["account", { messaging_limit: 2000 }]]);
});

test("restrictions are put on and lifted, each once", async () => {
  let now = account;
  const element = await open(new AccountPanel(), {
    account: (change) => {
      now = { ...now, ...change };
      return now;
    },
  });
  assert.match(text(element, ".restrictions"), /Nothing is restricted/);
  await submit(element.querySelector(".restrict"));
  assert.deepEqual(posts[0], [
    "account",
    { restrictions: [{ type: "RESTRICTED_BUSINESS_INITIATED_CALLING" }] },
  ]);
  assert.match(text(element, ".restrictions"), /The business cannot call.*no end/);
  assert.equal(element.querySelectorAll(".restrict option").length, 2);
  element.querySelector(".restrictions button").click();
  await settle();
  assert.deepEqual(posts[1], ["account", { restrictions: [] }]);
  assert.deepEqual(missing([{ type: "RESTRICTED_USER_INITIATED_CALLING" }]).length, 2);
});

test("faults show which are on, and all of them can be turned off at once", async () => {
  let faults = { ...calm(), drop: 2 };
  const seen = [];
  const element = await open(new FaultsPanel({ changed: (is) => seen.push(is.drop) }), {
    faults: (change) => {
      faults = { ...faults, ...change };
      return faults;
    },
  });
  assert.equal(text(element, ".active-words"), "Drop: 2");
  assert.ok(element.querySelector('[data-field="drop"]').classList.contains("active"));
  element.querySelector('[data-testid="faults-off"]').click();
  await settle();
  assert.equal(text(element, ".active-words"), S.faults.none);
  assert.deepEqual(seen, [2, 0]);
});

test("a fault that the sandbox does not know is not offered", async () => {
  const element = await open(new FaultsPanel({ changed: () => {} }), { faults: { drop: 0 } });
  assert.ok(!element.querySelector('[data-field="drop"]').hidden);
  assert.ok(element.querySelector('[data-field="double"]').hidden);
});

test("badges tell how many faults are on, and go when none is", () => {
  const badges = new Badges(() => "#/room/faults");
  const one = badges.make();
  assert.ok(one.hidden);
  badges.show({ ...calm(), drop: 1, double: 2 });
  assert.deepEqual(
    [one.hidden, one.textContent, one.title],
    [false, "2 faults are on", "Drop: 1\nDouble: 2"],
  );
  const late = badges.make();
  assert.equal(late.textContent, "2 faults are on");
  badges.drop(late);
  badges.show(calm());
  assert.deepEqual([one.hidden, late.hidden], [true, false]);
});

test("a reset asks once more", async () => {
  let moved = 0;
  const element = await open(new WorldPanel({ now: () => 1790000000, moved: () => moved++ }), {});
  element.querySelector('[data-testid="reset"]').click();
  assert.equal(document.activeElement.textContent, S.world.keep);
  document.activeElement.click();
  assert.deepEqual(posts, []);
  element.querySelector('[data-testid="reset"]').click();
  element.querySelector('[data-testid="reset-sure"]').click();
  await settle();
  assert.deepEqual(
    [posts, moved, text(element, '[data-testid="reset-said"]')],
    [[["reset", { all: false }]], 1, S.world.done],
  );
});

test("the clock is set forward only", async () => {
  const element = await open(new WorldPanel({ now: () => 1790000000, moved: () => {} }), {
    clock: { now_unix: 1800000000 },
  });
  element.querySelector("#clock-set").value = "2020-01-01T00:00";
  await submit(element.querySelector(".clock-form"));
  assert.deepEqual([posts, text(element, ".said.bad")], [[], S.world.needed]);
  element.querySelector("#clock-set").value = "2030-01-01T00:00";
  await submit(element.querySelector(".clock-form"));
  assert.equal(posts[0][0], "clock");
  assert.ok(element.querySelector(".said.good"));
});

test("a person is a number, whatever its signs", () => {
  const form = { name: " Zé ", number: "+55 (11) 99999-0100", country: "br" };
  assert.deepEqual(person(form), { wa_id: "5511999990100", name: "Zé", country: "BR" });
  assert.deepEqual(person({ name: "", number: "5511999990100", country: "" }), { wa_id: "5511999990100" });
  for (const number of ["", "12", "0511999990100", "55119999901001234", "abc"])
    assert.equal(person({ ...form, number }), null, number);
});

test("a person is added, or told why not", async () => {
  const added = [];
  const form = new PersonForm((user) => added.push(user.id));
  const element = await open(form, { users: { id: "5511999990100" } });
  element.querySelector('[data-testid="add-person"]').click();
  await submit(element.querySelector("form"));
  assert.equal(text(element, ".field-error"), S.people.needed);
  element.querySelector("#person-number").value = "5511999990100";
  world.users = { refused: "wa_id is the business's own number" };
  await submit(element.querySelector("form"));
  assert.equal(text(element, ".field-error"), "wa_id is the business's own number");
  world.users = { id: "5511999990100" };
  await submit(element.querySelector("form"));
  assert.deepEqual([added, element.querySelector("form").hidden], [["5511999990100"], true]);
});
