// @ts-check
// A websocket that comes back. Every message is a whole state, so that a lost
// connection loses nothing: the next one starts with all of it.

/** @typedef {import("./types.js").State} State */
/** @typedef {"connecting" | "open" | "reconnecting"} Link */

/** How long to wait before the next attempt, in milliseconds. @param {number} attempt from 0 @param {number} chance 0 to 1 */
export function backoff(attempt, chance) {
  const ceiling = Math.min(5000, 300 * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling * (0.6 + 0.4 * chance));
}

export class PhoneSocket {
  /** @type {WebSocket | null} */
  #socket = null;
  #attempt = 0;
  #timer = 0;
  #closed = false;
  #opened = false; // once, by any connection
  #silent = true; // this connection has not spoken yet
  #now = () => this.#soon();

  /**
   * @param {string} url
   * @param {(state: State) => void} onState
   * @param {(link: Link, attempts: number) => void} onLink
   */
  constructor(url, onState, onLink) {
    this.url = url;
    this.onState = onState;
    this.onLink = onLink;
    window.addEventListener("online", this.#now);
    document.addEventListener("visibilitychange", this.#now);
    this.#connect();
  }

  #connect() {
    this.onLink(this.#opened ? "reconnecting" : "connecting", this.#attempt);
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    socket.addEventListener("message", (event) => {
      const state = JSON.parse(event.data);
      if (state.type !== "state" || socket !== this.#socket) return;
      if (this.#silent) {
        this.#silent = false;
        this.#opened = true;
        this.#attempt = 0;
        this.onLink("open", 0);
      }
      this.onState(state);
    });
    socket.addEventListener("close", () => {
      if (socket === this.#socket) this.#lost();
    });
  }

  #lost() {
    this.#socket = null;
    this.#silent = true;
    if (this.#closed) return;
    const wait = backoff(this.#attempt++, Math.random());
    this.onLink(this.#opened ? "reconnecting" : "connecting", this.#attempt);
    this.#timer = window.setTimeout(() => this.#connect(), wait);
  }

  #soon() {
    if (this.#closed || this.#socket || document.visibilityState === "hidden") return;
    clearTimeout(this.#timer);
    this.#connect();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    window.removeEventListener("online", this.#now);
    document.removeEventListener("visibilitychange", this.#now);
    this.#socket?.close();
  }
}
