// @ts-check
// The page: the list of people, the phones that are open, and the address that
// names them.

import { api } from "./api.js";
import { ClockBar } from "./clockbar.js";
import { fill, h, setText } from "./dom.js";
import { icon } from "./icons.js";
import { Phone } from "./phone.js";
import { ringer } from "./ring.js";
import { hash, parse } from "./route.js";
import { S } from "./strings.js";
import { showUsers } from "./users.js";

/** @typedef {import("./types.js").User} User */
/** @typedef {import("./types.js").State} State */

const POLL_MS = 3000;

class App {
  /** @type {User[] | null} */
  #users = null;
  /** @type {Map<string, Phone>} */
  #phones = new Map();
  #route = parse(location);
  #list = h("ul", { class: "cards", aria: { label: S.page.people } });
  #trouble = h("p", { class: "trouble", role: "status" }, S.page.loading);
  #clock = new ClockBar(() => void this.#refresh());
  #emptyButton = h("button", {
    type: "button",
    class: "button primary",
    hidden: true,
    on: { click: () => this.#openFirst() },
  });
  #empty = h(
    "div",
    { class: "stage-empty" },
    h("div", { class: "ghost", aria: { hidden: true } }, h("span"), h("span"), h("span")),
    h("h2", {}, S.page.emptyHeading),
    h("p", {}, S.page.emptyText),
    this.#emptyButton,
  );
  #stage = h("section", { class: "stage", aria: { label: S.page.stage } }, this.#empty);

  start() {
    const side = h(
      "section",
      { class: "side", aria: { label: S.page.people } },
      h(
        "header",
        { class: "intro" },
        h("h2", {}, h("span", { class: "logo" }, icon("phone", 18)), S.page.heading),
        h(
          "ol",
          { class: "lines" },
          S.page.lines.map((line) => h("li", {}, line)),
        ),
      ),
      h("div", { class: "people" }, h("h3", {}, S.page.people), this.#trouble, this.#list),
      this.#clock.element,
    );
    fill(
      document.body,
      h("main", { class: "page" }, h("h1", { class: "unseen" }, S.title), side, this.#stage),
    );
    window.addEventListener("hashchange", () => this.#follow());
    window.addEventListener("pointerdown", () => ringer.wake(), { passive: true });
    window.addEventListener("keydown", () => ringer.wake(), { passive: true });
    document.addEventListener("visibilitychange", () => void this.#refresh());
    window.setInterval(() => void this.#refresh(), POLL_MS);
    window.setInterval(() => this.#title(), 1000);
    this.#follow();
    void this.#refresh();
  }

  /** Opens and closes phones until they are those of the address. */
  #follow() {
    this.#route = parse(location);
    const { ids, alone, raw } = this.#route;
    document.body.dataset.mode = alone ? "alone" : ids.length > 0 ? "phones" : "people";
    for (const [id, phone] of this.#phones) {
      if (ids.includes(id)) continue;
      phone.close();
      this.#phones.delete(id);
    }
    /** @type {Phone | null} */
    let opened = null;
    for (const id of ids) {
      let phone = this.#phones.get(id);
      if (!phone) {
        phone = new Phone(id, {
          raw,
          alone,
          onClose: () => (alone ? location.assign("/") : this.#toggle(id)),
          onState: (_, state) => this.#heard(state),
        });
        const user = this.#users?.find((one) => one.id === id);
        if (user) phone.owner(user);
        this.#phones.set(id, phone);
        this.#stage.append(phone.element);
        opened = phone;
      }
    }
    this.#empty.hidden = ids.length > 0;
    opened?.element.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#show();
    this.#title();
  }

  /** @param {string} id */
  #toggle(id) {
    const { ids, raw } = this.#route;
    const next = ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
    location.hash = hash(next) + (raw && !location.search.includes("raw=1") ? "?raw=1" : "");
  }

  #openFirst() {
    const first = this.#users?.[0];
    if (first) this.#toggle(first.id);
  }

  /** A phone knows more, and sooner, than the list. @param {State} state */
  #heard(state) {
    this.#clock.set(state.now_unix);
    this.#users =
      this.#users?.map((user) =>
        user.id === state.user.id
          ? { ...user, ...state.user, permission: state.permission, call: state.call }
          : user,
      ) ?? null;
    this.#show();
    this.#title();
  }

  async #refresh() {
    if (document.visibilityState === "hidden" || this.#route.alone) return;
    try {
      const [users, now] = await Promise.all([api.users(), api.clock()]);
      this.#users = users;
      this.#clock.set(now);
      setText(this.#trouble, users.length === 0 ? S.page.noPeople : "");
    } catch {
      setText(this.#trouble, S.page.unreachable);
    }
    for (const user of this.#users ?? [])
      if (!this.#phones.get(user.id)?.state) this.#phones.get(user.id)?.owner(user);
    this.#show();
  }

  #show() {
    const users = this.#users ?? [];
    showUsers(this.#list, users, {
      open: this.#route.ids,
      now: this.#clock.now(),
      toggle: (id) => this.#toggle(id),
    });
    this.#emptyButton.hidden = users.length === 0;
    if (users[0]) setText(this.#emptyButton, S.page.openFirst(users[0].name || users[0].id));
  }

  /** The tab says that a phone rings, for whoever looks at another tab. */
  #title() {
    const phones = [...this.#phones.values()];
    const ringing = phones.find((phone) => phone.call.view.screen === "incoming");
    const names = phones
      .map((phone) => phone.state?.user.name)
      .filter(Boolean)
      .join(", ");
    const title = ringing?.state
      ? S.call.titleRinging(ringing.state.business.name)
      : [names, S.title].filter(Boolean).join(" · ");
    if (document.title !== title) document.title = title;
    this.#clock.show();
  }
}

new App().start();
