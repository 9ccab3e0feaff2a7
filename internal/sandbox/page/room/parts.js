// @ts-check
// Parts that several sections of the control room share.

import { h, setText } from "../parts/dom.js";
import { icon } from "../parts/icons.js";
import { S } from "../strings.js";

const COPIED_MS = 1600;

/** What stands where nothing is yet, and leads on. @param {string} sign @param {string} heading @param {string} text @param {HTMLElement} [next] */
export function emptyState(sign, heading, text, next) {
  return h(
    "div",
    { class: "room-empty" },
    h("span", { class: "chat-empty-icon" }, icon(sign, 26)),
    h("strong", {}, heading),
    h("p", {}, text),
    next,
  );
}

/** Places of the size of what comes. @param {number} rows */
export function skeleton(rows) {
  return h(
    "div",
    { class: "skeleton", role: "status", aria: { label: S.room.loading } },
    Array.from({ length: rows }, () => h("span")),
  );
}

/** The button below a list that shows the next ones; hidden until there are some. @param {string} words @param {() => void} press */
export function moreButton(words, press) {
  return h(
    "button",
    { type: "button", class: "button plain wide", hidden: true, on: { click: press } },
    words,
  );
}

/** A button that copies and says that it did. @param {() => string} text @param {string} label @param {string} [word] shown beside the icon */
export function copyButton(text, label, word) {
  const words = h("span", {}, word ?? "");
  const button = h(
    "button",
    {
      type: "button",
      class: word ? "button plain small" : "bare tiny",
      title: word ? undefined : label,
      aria: word ? {} : { label },
      on: {
        click: async () => {
          await navigator.clipboard?.writeText(text());
          button.classList.add("done");
          if (word) setText(words, S.deliveries.copied);
          window.setTimeout(() => {
            button.classList.remove("done");
            if (word) setText(words, word);
          }, COPIED_MS);
        },
      },
    },
    icon("copy", 16),
    word ? words : null,
  );
  return button;
}

let serial = 0;

/**
 * A row that opens and shows more under it.
 * @param {{ key: string, open: boolean, head: (Node | string | null)[], body: () => HTMLElement, toggle: (open: boolean) => void, testid: string }} row
 */
export function fold({ open, head, body, toggle, testid }) {
  const id = `fold-${++serial}`;
  return h(
    "li",
    { class: "fold", data: { testid } },
    h(
      "button",
      {
        type: "button",
        class: "fold-head",
        aria: { expanded: open, controls: id },
        on: { click: () => toggle(!open) },
      },
      head,
      icon("down", 18),
    ),
    h("div", { class: "fold-body", id, hidden: !open }, open ? body() : null),
  );
}

/** A group of fields under a heading. @param {string} heading @param {import("../parts/form.js").Field[]} fields @param {...(HTMLElement | null)} more */
export function box(heading, fields, ...more) {
  return h(
    "section",
    { class: "box" },
    h("div", { class: "box-head" }, h("h4", {}, heading)),
    fields.map((field) => field.element),
    more,
  );
}

/** Names and values beside each other. @param {[string, Node | string | null | undefined][]} rows */
export function facts(rows) {
  return h(
    "dl",
    { class: "facts" },
    rows
      .filter(([, value]) => value)
      .map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
  );
}

/** A question before something that cannot be undone. @param {string} label @param {string} testid @param {() => Promise<void>} act */
export function sureButton(label, testid, act) {
  const ask = h("button", { type: "button", class: "button plain danger", data: { testid } }, label);
  const yes = h(
    "button",
    { type: "button", class: "button bad", data: { testid: `${testid}-sure` } },
    S.world.sure,
  );
  const no = h("button", { type: "button", class: "button plain" }, S.world.keep);
  const box = h("div", { class: "sure" }, ask);
  const back = () => {
    box.replaceChildren(ask);
    ask.focus();
  };
  ask.addEventListener("click", () => {
    box.replaceChildren(yes, no);
    no.focus();
  });
  no.addEventListener("click", back);
  yes.addEventListener("click", () => {
    yes.disabled = true;
    void act().finally(() => {
      yes.disabled = false;
      back();
    });
  });
  return box;
}
