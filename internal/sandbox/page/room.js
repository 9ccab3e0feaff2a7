// @ts-check
// The control room: what a dashboard at Meta shows, and what none would.

import { fill, h, setText } from "./parts/dom.js";
import { icon } from "./parts/icons.js";
import { AccountPanel } from "./room/account.js";
import { CallsPanel } from "./room/calls.js";
import { DeliveriesPanel } from "./room/deliveries.js";
import { FaultsPanel } from "./room/faults.js";
import { TemplatesPanel } from "./room/templates.js";
import { WebhookPanel } from "./room/webhook.js";
import { WorldPanel } from "./room/world.js";
import { S } from "./strings.js";
import { Refusal } from "./wire/api.js";
import { Poll } from "./wire/poll.js";

/** @typedef {"deliveries" | "webhook" | "calls" | "templates" | "account" | "faults" | "world"} Section */
/** @typedef {{ element: HTMLElement, refresh: () => Promise<void> }} Panel */

const POLL_MS = 2000;
/** @type {Section[]} */
export const SECTIONS = ["deliveries", "calls", "webhook", "templates", "account", "faults", "world"];

/** The section that an address names; the first one for any other name. @param {string} name @returns {Section} */
export function sectionOf(name) {
  return SECTIONS.find((section) => section === name) ?? "deliveries";
}

/**
 * @typedef {object} Options
 * @property {(id: string) => string} name of a person
 * @property {() => number} now the sandbox's clock
 * @property {() => void} moved the clock was moved, or the world began anew
 * @property {(faults: import("./wire/types.js").Faults) => void} faults
 */

export class Room {
  /** @type {Map<Section, Panel>} */
  #panels = new Map();
  /** @type {Section | null} */
  #section = null;
  /** @type {(section: string) => string} */
  #link = () => "";
  #poll = new Poll(() => this.#refresh(), POLL_MS);
  #title = h("h3");
  #hint = h("p", { class: "room-hint" });
  #trouble = h("p", { class: "room-trouble", role: "alert", hidden: true });
  #body = h("div", { class: "room-body", tabindex: 0, role: "region" });
  #close = h("a", { class: "bare", aria: { label: S.room.close }, title: S.room.close }, icon("close", 18));
  #links = SECTIONS.map((section) => h("a", { data: { testid: `room-${section}` } }, S.room.titles[section]));

  /** @param {Options} options */
  constructor(options) {
    this.options = options;
    this.element = h(
      "section",
      { class: "room", hidden: true, aria: { label: S.room.heading }, data: { testid: "room" } },
      h("header", { class: "room-bar" }, h("h2", {}, S.room.heading), this.#close),
      h("nav", { class: "room-nav", aria: { label: S.room.sections } }, this.#links),
      h("div", { class: "room-head" }, this.#title, this.#hint),
      this.#trouble,
      this.#body,
    );
  }

  /** Shows a section, or nothing. @param {string} name @param {(section: string) => string} link the address of a section; of none, the way out */
  show(name, link) {
    this.element.hidden = name === "";
    if (name === "") {
      this.#section = null;
      return this.#poll.stop();
    }
    const section = sectionOf(name);
    this.#link = link;
    this.#close.href = link("");
    SECTIONS.forEach((one, at) => {
      this.#links[at].href = link(one);
      if (one === section) this.#links[at].setAttribute("aria-current", "page");
      else this.#links[at].removeAttribute("aria-current");
    });
    if (section === this.#section) return;
    this.#section = section;
    setText(this.#title, S.room.titles[section]);
    setText(this.#hint, S.room.hints[section]);
    this.#body.setAttribute("aria-label", S.room.titles[section]);
    let panel = this.#panels.get(section);
    if (!panel) {
      panel = this.#make(section);
      this.#panels.set(section, panel);
    }
    fill(this.#body, panel.element);
    this.#body.scrollTop = 0;
    this.#poll.stop();
    this.#poll.start();
  }

  /** People are known by their names now: what shows their numbers is told again. */
  named() {
    if (this.#section) this.#poll.now();
  }

  /** @param {Section} section @returns {Panel} */
  #make(section) {
    switch (section) {
      case "webhook":
        return new WebhookPanel();
      case "calls":
        return new CallsPanel(this.options);
      case "templates":
        return new TemplatesPanel({ notify: (words) => this.#complain(words) });
      case "account":
        return new AccountPanel();
      case "faults":
        return new FaultsPanel({ changed: this.options.faults });
      case "world":
        return new WorldPanel(this.options);
      default:
        return new DeliveriesPanel({
          name: this.options.name,
          link: (to) => this.#link(to),
          notify: (words) => this.#complain(words),
        });
    }
  }

  async #refresh() {
    const section = this.#section;
    if (!section) return;
    try {
      await this.#panels.get(section)?.refresh();
      if (section === this.#section) this.#complain("");
    } catch (error) {
      this.#complain(error instanceof Refusal && error.status ? error.message : S.page.unreachable);
    }
  }

  /** @param {string} words */
  #complain(words) {
    setText(this.#trouble, words);
    this.#trouble.hidden = words === "";
  }
}
