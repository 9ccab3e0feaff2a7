// @ts-check
// Which tab has the audio of a call. The same phone may be open in several tabs
// and the sandbox keeps one leg for it: without this they would take it from
// each other for ever. A lock of the browser goes when its tab goes.

// A tab that reloads lets go of its lock a moment after the new page asks.
const PATIENCE_MS = 700;

export class Claim {
  /** @type {(() => void) | null} */
  #release = null;

  /**
   * @param {string} call
   * @param {() => void} onStolen another tab took it
   */
  constructor(call, onStolen) {
    this.name = `ramal-phone-audio-${call}`;
    this.onStolen = onStolen;
  }

  /** Takes the audio, from another tab if need be. Tells whether this tab has it. @param {boolean} steal @returns {Promise<boolean>} */
  take(steal) {
    // Outside a secure context there are no locks; there is no microphone either.
    if (!navigator.locks || this.#release) return Promise.resolve(true);
    return new Promise((resolve) => {
      const options = steal ? { steal: true } : { signal: AbortSignal.timeout(PATIENCE_MS) };
      navigator.locks
        .request(this.name, options, () => {
          resolve(true);
          return new Promise((/** @type {(value: void) => void} */ release) => {
            this.#release = release;
          });
        })
        .catch(() => {
          const had = this.#release !== null;
          this.#release = null;
          resolve(false);
          if (had) this.onStolen();
        });
    });
  }

  drop() {
    this.#release?.();
    this.#release = null;
  }
}
