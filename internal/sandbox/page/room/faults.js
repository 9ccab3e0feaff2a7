// @ts-check
// Faults and quirks, in groups.

import { fill, h, setText } from "../parts/dom.js";
import { fieldsOf } from "../parts/fields.js";
import { icon } from "../parts/icons.js";
import { S } from "../strings.js";
import { api, refusalOr } from "../wire/api.js";
import { active, calm, GROUPS, strangers } from "./faultwords.js";
import { box } from "./parts.js";

/** @typedef {import("../wire/types.js").Faults} Faults */

export class FaultsPanel {
  #groups = GROUPS.map((group) => ({
    name: group.name,
    fields: fieldsOf(group.specs, (change) => this.#save(change), S.room.failed),
  }));
  #words = h("div", { class: "active-words", role: "status" });
  #off = h(
    "button",
    {
      type: "button",
      class: "button plain",
      data: { testid: "faults-off" },
      on: { click: () => void this.#calm() },
    },
    S.faults.off,
  );
  #others = h("div", { hidden: true });
  /** @type {import("../parts/form.js").Field[]} */
  #strange = [];
  #error = h("p", { class: "field-error", role: "alert", hidden: true });
  #mark = "";

  /** @param {{ changed: (faults: Faults) => void }} options */
  constructor(options) {
    this.options = options;
    this.element = h(
      "div",
      { class: "panel" },
      h("section", { class: "box active-box" }, this.#words, this.#off, this.#error),
      this.#groups.map(({ name, fields }) => box(S.faults.groups[name], fields)),
      this.#others,
    );
  }

  async refresh() {
    this.#show(await api.faults());
  }

  /** @param {Faults} faults */
  #show(faults) {
    for (const { fields } of this.#groups)
      for (const field of fields) {
        field.element.hidden = faults[field.spec.name] === undefined;
        field.show(faults[field.spec.name]);
      }
    this.#showStrangers(faults);
    const on = active(faults);
    this.#off.disabled = on.length === 0;
    const mark = JSON.stringify(on);
    if (mark !== this.#mark) {
      this.#mark = mark;
      fill(
        this.#words,
        on.length === 0
          ? h("p", { class: "all-calm" }, icon("tick", 16), S.faults.none)
          : on.map((words) => h("span", { class: "fault-chip" }, icon("warning", 14), words)),
      );
    }
    this.options.changed(faults);
  }

  /** @param {Faults} faults */
  #showStrangers(faults) {
    const specs = strangers(faults);
    if (specs.length !== this.#strange.length) {
      this.#strange = fieldsOf(specs, (change) => this.#save(change), S.room.failed);
      fill(this.#others, specs.length > 0 ? box(S.faults.groups.others, this.#strange) : null);
      this.#others.hidden = specs.length === 0;
    }
    for (const field of this.#strange) field.show(faults[field.spec.name]);
  }

  /** @param {Faults} change */
  async #save(change) {
    this.#show(await api.setFaults(change));
  }

  async #calm() {
    this.#error.hidden = true;
    try {
      const known = await api.faults();
      const usual = calm();
      // A sandbox that knows fewer faults refuses the names of the others.
      await this.#save(Object.fromEntries(Object.entries(usual).filter(([name]) => name in known)));
    } catch (error) {
      setText(this.#error, refusalOr(S.room.failed)(error));
      this.#error.hidden = false;
    }
  }
}
