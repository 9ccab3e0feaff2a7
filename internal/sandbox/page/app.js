// @ts-check
// The page: the list of people, the phones that are open, the control room, and
// the address that names them.

import { fill, h, setText } from "./parts/dom.js";
import { phoneNumber } from "./parts/format.js";
import { icon } from "./parts/icons.js";
import { PersonForm } from "./people/add.js";
import { showUsers } from "./people/cards.js";
import { ClockBar } from "./people/clockbar.js";
import { ringer } from "./phone/call/ring.js";
import { Phone } from "./phone.js";
import { Badges } from "./room/badges.js";
import { Room } from "./room.js";
import { hash, parse } from "./route.js";
import { S } from "./strings.js";
import { api } from "./wire/api.js";
import { Poll } from "./wire/poll.js";

/** @typedef {import("./wire/types.js").User} User */
/** @typedef {import("./wire/types.js").State} State */

const POLL_MS = 3000;

class App {
  /** @type {User[] | null} */
  #users = null;
  /** @type {Map<string, Phone>} */
  #phones = new Map();
  #route = parse(location);
  #list = h("ul", { class: "cards", aria: { label: S.page.people } });
  #magic = h("ul", { class: "cards", aria: { label: S.people.magic } });
  #magicHead = h(
    "div",
    { class: "people-head", hidden: true },
    h("h3", {}, S.people.magic),
    h("p", {}, S.people.magicHint),
  );
  #trouble = h("p", { class: "trouble", role: "status" }, S.page.loading);
  #poll = new Poll(() => this.#look(), POLL_MS);
  #clock = new ClockBar(() => this.#poll.now());
  #badges = new Badges(() => this.#link("faults"));
  #room = new Room({
    name: (id) => this.#nameOf(id),
    now: () => this.#clock.now(),
    moved: () => this.#poll.now(),
    faults: (faults) => this.#badges.show(faults),
  });
  #roomLink = h(
    "a",
    { class: "way", data: { testid: "open-room" } },
    icon("sliders", 20),
    h("span", { class: "way-words" }, h("strong", {}, S.room.heading), h("span", {}, S.room.hint)),
  );
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
    const adding = new PersonForm((user) => {
      this.#poll.now();
      this.#go([...this.#route.ids, user.id], this.#route.room);
    });
    const side = h(
      "section",
      { class: "side", aria: { label: S.page.heading } },
      h(
        "div",
        { class: "side-scroll", tabindex: 0, role: "region", aria: { label: S.page.people } },
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
        h(
          "nav",
          { class: "ways", aria: { label: S.page.ways } },
          this.#roomLink,
          this.#badges.make(),
          h(
            "a",
            { class: "way", href: "/sandbox/docs", target: "_blank", rel: "noopener" },
            icon("book", 20),
            h("span", { class: "way-words" }, h("strong", {}, S.room.docs), h("span", {}, S.room.docsHint)),
          ),
        ),
        h(
          "div",
          { class: "people" },
          h("div", { class: "people-head" }, h("h3", {}, S.page.people)),
          this.#trouble,
          this.#list,
          adding.element,
          this.#magicHead,
          this.#magic,
        ),
      ),
      this.#clock.element,
    );
    fill(
      document.body,
      h(
        "main",
        { class: "page" },
        h("h1", { class: "unseen" }, S.title),
        side,
        this.#stage,
        this.#room.element,
      ),
    );
    window.addEventListener("hashchange", () => this.#follow());
    window.addEventListener("pointerdown", () => ringer.wake(), { passive: true });
    window.addEventListener("keydown", () => ringer.wake(), { passive: true });
    window.setInterval(() => this.#title(), 1000);
    this.#follow();
    this.#poll.start();
  }

  /** Opens and closes phones until they are those of the address. */
  #follow() {
    this.#route = parse(location);
    const { ids, alone, raw, room } = this.#route;
    document.body.dataset.mode = alone ? "alone" : ids.length > 0 ? "phones" : "people";
    document.body.dataset.room = String(room !== "");
    for (const [id, phone] of this.#phones) {
      if (ids.includes(id)) continue;
      phone.close();
      this.#badges.drop(phone.options.badge);
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
          badge: this.#badges.make(),
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
    this.#roomLink.href = this.#link(room ? "" : "deliveries");
    this.#roomLink.setAttribute("aria-expanded", String(room !== ""));
    this.#badges.follow();
    this.#room.show(room, (section) => this.#link(section));
    opened?.element.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.#show();
    this.#title();
  }

  /** The address of a section of the control room, beside the open phones; empty closes it. @param {string} section */
  #link(section) {
    const { ids, alone } = this.#route;
    return alone ? `/${hash(ids, section)}` : hash(ids, section) + this.#suffix();
  }

  /** How the address says that audio is raw, where its query does not. */
  #suffix() {
    return this.#route.raw && !location.search.includes("raw=1") ? "?raw=1" : "";
  }

  /** @param {string[]} ids @param {string} room */
  #go(ids, room) {
    location.hash = hash([...new Set(ids)], room) + this.#suffix();
  }

  /** @param {string} id */
  #toggle(id) {
    const { ids, room } = this.#route;
    this.#go(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id], room);
  }

  #openFirst() {
    const first = this.#users?.[0];
    if (first) this.#toggle(first.id);
  }

  /** How a person is called in the control room. @param {string} id */
  #nameOf(id) {
    const user = this.#users?.find((one) => [one.id, one.wa_id, one.bsuid].includes(id));
    return user?.name || phoneNumber(id);
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

  async #look() {
    try {
      if (this.#route.alone) return this.#badges.show(await api.faults());
      const [users, now, faults] = await Promise.all([api.users(), api.clock(), api.faults()]);
      const first = this.#users === null;
      this.#users = users;
      if (first) this.#room.named();
      this.#clock.set(now);
      this.#badges.show(faults);
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
    const magic = users.filter((user) => user.magic);
    const options = {
      open: this.#route.ids,
      now: this.#clock.now(),
      toggle: (/** @type {string} */ id) => this.#toggle(id),
    };
    showUsers(
      this.#list,
      users.filter((user) => !user.magic),
      options,
    );
    showUsers(this.#magic, magic, options);
    this.#magicHead.hidden = magic.length === 0;
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
