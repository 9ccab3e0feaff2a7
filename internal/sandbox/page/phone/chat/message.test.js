import assert from "node:assert/strict";
import test from "node:test";
import { JSDOM } from "jsdom";

// The browser, as far as drawing a message needs it.
const { window } = new JSDOM("", { url: "http://127.0.0.1/" });
for (const name of ["document", "Node", "HTMLElement"])
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true });

const { attached, degrees, fileKind, mediaWords } = await import("./attached.js");
const { bubble, ticks } = await import("./bubble.js");
const { idle } = await import("./buttons.js");
const { markOf, unseen } = await import("./chat.js");
const { played, shape } = await import("./player.js");
const { gist } = await import("./quote.js");

const message = (more) => ({
  id: "wamid.1",
  from: "business",
  kind: "text",
  text: "",
  at_unix: 1790000000,
  status: "delivered",
  ...more,
});
const around = (more) => ({
  business: "Aurora",
  find: () => undefined,
  go: () => undefined,
  answer: async () => undefined,
  tap: async () => undefined,
  reply: null,
  react: null,
  ...more,
});
const words = (element) => element.textContent.replace(/\d\d:\d\d/, "").trim();

test("a template shows its header, text, footer and buttons", () => {
  const element = bubble(
    message({
      kind: "template",
      header: "On its *way*",
      text: "Order <b>1</b>",
      footer: "Aurora",
      buttons: [{ id: "0", kind: "reply", text: "Thanks" }],
    }),
    around(),
  );
  assert.equal(element.querySelector(".head").innerHTML, 'On its <strong class="bold">way</strong>');
  assert.equal(element.querySelector(".text").textContent, "Order <b>1</b>", "markup stays text");
  assert.equal(element.querySelector(".foot").textContent, "Aurora");
  assert.equal(element.querySelector(".message-button").textContent, "Thanks");
});

test("a button that cannot be pressed says why", () => {
  for (const [button, want] of [
    [{ kind: "reply" }, ""],
    [{ kind: "call" }, ""],
    [{ kind: "call", expired: true }, "Expired"],
    [{ kind: "phone" }, "Would dial a number"],
    [{ kind: "url" }, "Would open a page"],
    [{ kind: "url", url: "javascript:alert(1)" }, "Would open a page"],
    [{ kind: "url", url: "https://example.com" }, ""],
  ])
    assert.equal(idle({ id: "1", text: "x", ...button }), want, JSON.stringify(button));
});

test("a pressed button is held until it was answered", async () => {
  let done;
  const tapped = [];
  const element = bubble(
    message({ kind: "interactive", text: "?", buttons: [{ id: "b", kind: "call", text: "Call" }] }),
    around({
      tap: (of, button) => {
        tapped.push([of.id, button.id]);
        return new Promise((resolve) => {
          done = resolve;
        });
      },
    }),
  );
  const button = element.querySelector("button");
  button.click();
  assert.ok(button.disabled);
  assert.deepEqual(tapped, [["wamid.1", "b"]]);
  done();
  await new Promise(setImmediate);
  assert.ok(!button.disabled);
});

test("media are shown by their kind", () => {
  const media = (kind, more) => attached({ id: "41", kind, ...more }, "");
  assert.equal(media("image").querySelector("img").getAttribute("src"), "/sandbox/media/41");
  assert.equal(media("voice").querySelector("audio").getAttribute("src"), "/sandbox/media/41");
  assert.ok(media("video").controls);
  const paper = media("document", { name: "a.pdf", size: 1500, mime: "application/pdf" });
  assert.deepEqual(
    [paper.getAttribute("download"), paper.querySelector(".paper-facts").textContent],
    ["a.pdf", "PDF · 2 kB"],
  );
});

test("a picture that does not load says so", () => {
  const frame = attached({ id: "41", kind: "image" }, "");
  frame.querySelector("img").dispatchEvent(new window.Event("error"));
  assert.equal(frame.textContent, "The picture could not be loaded.");
});

test("a message without anything we know says so", () => {
  assert.equal(
    words(bubble(message({ kind: "hologram" }), around())),
    "This kind of message cannot be shown here.",
  );
  assert.equal(words(bubble(message({ kind: "media", media: { id: "1", kind: "sticker" } }), around())), "");
});

test("a quote names the author and leads to the message, if it is still there", () => {
  const gone = [];
  const quoting = message({ from: "user", text: "Yes", reply_to: "wamid.0" });
  const quoted = message({ id: "wamid.0", text: "*Coming* today?" });
  const element = bubble(quoting, around({ find: () => quoted, go: (id) => gone.push(id) }));
  element.querySelector(".quote").click();
  assert.equal(element.querySelector(".quote").textContent, "AuroraComing today?");
  assert.deepEqual(gone, ["wamid.0"]);
  assert.ok(bubble(quoting, around()).querySelector(".quote.gone"));
});

test("the gist of a message is one short line", () => {
  for (const [more, want] of [
    [{ header: "A", text: "b\n\nc" }, "A – b c"],
    [{ media: { id: "1", kind: "document", name: "x.pdf" } }, "x.pdf"],
    [{ media: { id: "1", kind: "voice" } }, "Voice message"],
    [{ location: { latitude: 1, longitude: 2 } }, "Location"],
    [{ contacts: [{ name: "Ana" }, { name: "Rui" }] }, "Ana, Rui"],
    [{}, "Message"],
  ])
    assert.equal(gist(message(more)), want);
  assert.equal(gist(message({ text: "long ".repeat(90) })).length, 140);
});

test("a reaction is told with who it came from", () => {
  const read = (more) =>
    bubble(message({ text: "x", reaction: "👍", ...more }), around())
      .querySelector(".reaction")
      .getAttribute("aria-label");
  assert.equal(read({}), "You reacted with 👍");
  assert.equal(read({ from: "user" }), "Aurora reacted with 👍");
});

test("a reply and a reaction begin at the message", () => {
  const done = [];
  const element = bubble(
    message({ text: "x" }),
    around({ reply: (of) => done.push(of.id), react: async (_, emoji) => void done.push(emoji) }),
  );
  const [reply, react] = element.querySelectorAll(".deeds > button");
  reply.click();
  assert.ok(element.querySelector(".faces").hidden);
  react.click();
  assert.ok(!element.querySelector(".faces").hidden);
  element.querySelector(".face").click();
  assert.deepEqual(done, ["wamid.1", "👍"]);
});

test("only what the person wrote has ticks", () => {
  assert.equal(ticks(message({})), null);
  assert.equal(ticks(message({ from: "user", status: "accepted" })), null);
  assert.equal(ticks(message({ from: "user", status: "read" })).dataset.status, "read");
});

test("a message is drawn anew when it changes, not when it comes further", () => {
  assert.equal(markOf(message({ status: "sent" })), markOf(message({ status: "read" })));
  assert.notEqual(markOf(message({ status: "sent" })), markOf(message({ status: "failed" })));
  assert.notEqual(markOf(message({})), markOf(message({ reaction: "👍" })));
});

test("what the business wrote since is counted", () => {
  const chat = [
    message({ id: "1" }),
    message({ id: "2", from: "user" }),
    message({ id: "3" }),
    message({ id: "4" }),
  ];
  assert.deepEqual([unseen(chat, "1"), unseen(chat, "4"), unseen(chat, "")], [2, 0, 3]);
});

test("files and places are named", () => {
  assert.equal(fileKind({ id: "1", kind: "document", mime: "application/pdf" }), "PDF");
  assert.equal(
    fileKind({ id: "1", kind: "document", mime: "application/vnd.oasis.text", name: "plan" }),
    "FILE",
  );
  assert.equal(mediaWords({ id: "1", kind: "document" }), "Document");
  assert.equal(degrees({ latitude: -23.5505, longitude: 46.6 }), "23.5505° S, 46.6000° E");
});

test("a sound has a shape", () => {
  assert.deepEqual(shape([0, 0, 0.2, -0.4, 0.1, 0.1], 3), [0.12, 1, 0.25]);
  assert.deepEqual(shape([], 2), [0.12, 0.12]);
  assert.deepEqual([played(0, 10, 0.25), played(2, 10, 0.25), played(3, 10, 0.25)], [1, 0.5, 0]);
});
