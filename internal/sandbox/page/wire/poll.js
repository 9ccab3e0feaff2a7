// @ts-check
// Looks again and again, while somebody can see it. One look at a time: a slow
// sandbox is not asked twice.

export class Poll {
  #timer = 0;
  #looking = false;
  #again = false;
  #on = false;

  /** @param {() => Promise<unknown>} look @param {number} ms between two looks */
  constructor(look, ms) {
    this.look = look;
    this.ms = ms;
    document.addEventListener("visibilitychange", () => this.#on && this.now());
  }

  start() {
    if (this.#on) return;
    this.#on = true;
    this.#timer = window.setInterval(() => this.now(), this.ms);
    this.now();
  }

  stop() {
    this.#on = false;
    clearInterval(this.#timer);
  }

  /** Looks at once; if a look is under way, once more after it. */
  now() {
    if (document.visibilityState === "hidden") return;
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#looking = true;
    void this.look().finally(() => {
      this.#looking = false;
      if (!this.#again) return;
      this.#again = false;
      this.now();
    });
  }
}
