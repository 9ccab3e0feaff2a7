// @ts-check
// The keypad of a call. What is pressed goes to the business as tones (RFC 4733).

import { h, setText } from "../../parts/dom.js";
import { S } from "../../strings.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];
const LETTERS = ["", "ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ", "", "+", ""];
const SHOWN = 18; // digits that fit on one line

/** The tone of a key of the keyboard; empty for all others. @param {{ key: string, ctrlKey?: boolean, altKey?: boolean, metaKey?: boolean }} event */
export function keyOf({ key, ctrlKey, altKey, metaKey }) {
  return !ctrlKey && !altKey && !metaKey && KEYS.includes(key) ? key : "";
}

/** What fits of the digits: the last ones. @param {string} digits */
export function tail(digits) {
  return digits.length > SHOWN ? `…${digits.slice(1 - SHOWN)}` : digits;
}

/** Sends one key after the other, in the order in which they were pressed, several at once where they wait. */
export class Presses {
  #waiting = "";
  #busy = false;

  /** @param {(digits: string) => Promise<unknown>} send @param {(error: unknown) => void} failed */
  constructor(send, failed) {
    this.send = send;
    this.failed = failed;
  }

  /** @param {string} key */
  async press(key) {
    this.#waiting += key;
    if (this.#busy) return;
    this.#busy = true;
    while (this.#waiting) {
      const digits = this.#waiting;
      this.#waiting = "";
      try {
        await this.send(digits);
      } catch (error) {
        this.#waiting = "";
        this.failed(error);
      }
    }
    this.#busy = false;
  }
}

export class Keypad {
  #digits = "";
  #shown = h("output", {
    class: "keypad-digits",
    aria: { label: S.keypad.pressed },
    data: { testid: "digits" },
  });
  /** @type {Map<string, HTMLButtonElement>} */
  #buttons = new Map();

  /** @param {(key: string) => void} press */
  constructor(press) {
    this.press = press;
    this.element = h(
      "div",
      {
        class: "keypad",
        hidden: true,
        role: "group",
        aria: { label: S.keypad.label },
        data: { testid: "keypad" },
      },
      this.#shown,
      h(
        "div",
        { class: "keys" },
        KEYS.map((key, at) => {
          const button = h(
            "button",
            {
              type: "button",
              class: "key",
              aria: key in S.keypad.names ? { label: S.keypad.names[/** @type {"*" | "#"} */ (key)] } : {},
              data: { testid: `key-${key}` },
              on: { click: () => this.#pressed(key) },
            },
            key,
            h("small", { aria: { hidden: true } }, LETTERS[at]),
          );
          this.#buttons.set(key, button);
          return button;
        }),
      ),
    );
  }

  get open() {
    return !this.element.hidden;
  }

  /** A key of the keyboard, while the keypad is open. Tells whether it was one of ours. @param {KeyboardEvent} event */
  type(event) {
    const key = this.open ? keyOf(event) : "";
    if (!key) return false;
    this.#pressed(key);
    const button = this.#buttons.get(key);
    button?.classList.add("down");
    window.setTimeout(() => button?.classList.remove("down"), 120);
    return true;
  }

  /** @param {boolean} open */
  show(open) {
    this.element.hidden = !open;
    if (open) this.#buttons.get("1")?.focus({ preventScroll: true });
  }

  /** For the next call. */
  clear() {
    this.#digits = "";
    setText(this.#shown, "");
    this.element.hidden = true;
  }

  /** @param {string} key */
  #pressed(key) {
    this.#digits += key;
    setText(this.#shown, tail(this.#digits));
    this.press(key);
  }
}
