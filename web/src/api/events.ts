/** The event socket: says what changed, comes back by itself, and tells whether it is there. */
import type { ServerEvent } from "./stale";

export type LinkState = "off" | "connecting" | "open" | "reconnecting";

/** What Events needs of the world; tests bring their own. */
export interface EventsWorld {
  open: (url: string) => WebSocket;
  after: (ms: number, run: () => void) => () => void;
  random: () => number;
}

const browser: EventsWorld = {
  open: (url) => new WebSocket(url),
  after: (ms, run) => {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
  random: Math.random,
};

/** The code with which the server ends the socket of a session that has ended (RFC 6455: policy violation). */
const signedOut = 1008;

/** How long to wait before attempt number `attempt` (0 is the first): 0.4 s doubling to 10 s, half of it by chance. */
export function backoff(attempt: number, random: () => number): number {
  const full = Math.min(400 * 2 ** attempt, 10_000);
  return full / 2 + (full / 2) * random();
}

/** A connection to /api/events. Every connect after the first asks for everything to be read again. */
export class Events {
  #world: EventsWorld;
  #url: string;
  #socket: WebSocket | null = null;
  #cancel: (() => void) | null = null;
  #attempt = 0;
  #opened = false;
  #state: LinkState = "off";
  #watchers = new Set<() => void>();
  #listeners = new Set<(event: ServerEvent) => void>();
  #returns = new Set<() => void>();
  #ends = new Set<() => void>();

  constructor(url: string, world: EventsWorld = browser) {
    this.#url = url;
    this.#world = world;
  }

  get state(): LinkState {
    return this.#state;
  }

  start(): void {
    if (this.#state !== "off") return;
    this.#set("connecting");
    this.#connect();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#opened = false;
    this.#attempt = 0;
    this.#set("off");
  }

  /** Lets go of the socket while `run` replaces the session it stands on, and comes back with everything read again. */
  async renew(run: () => Promise<unknown>): Promise<void> {
    this.stop();
    try {
      await run();
    } finally {
      this.#opened = true;
      this.start();
    }
  }

  /** Tries again at once, as when the machine is back on the network. */
  hurry(): void {
    if (this.#state !== "reconnecting" || !this.#cancel) return;
    this.#cancel();
    this.#cancel = null;
    this.#attempt = 0;
    this.#connect();
  }

  watch = (run: () => void): (() => void) => {
    this.#watchers.add(run);
    return () => this.#watchers.delete(run);
  };

  listen(run: (event: ServerEvent) => void): () => void {
    this.#listeners.add(run);
    return () => this.#listeners.delete(run);
  }

  /** Calls `run` when the socket is back after it was lost: events were missed. */
  onReturn(run: () => void): () => void {
    this.#returns.add(run);
    return () => this.#returns.delete(run);
  }

  /** Calls `run` when the server ended the socket because the session has ended. */
  onSignedOut(run: () => void): () => void {
    this.#ends.add(run);
    return () => this.#ends.delete(run);
  }

  #set(state: LinkState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const run of this.#watchers) run();
  }

  #connect(): void {
    const socket = this.#world.open(this.#url);
    this.#socket = socket;
    socket.onopen = () => {
      if (this.#socket !== socket) return;
      const again = this.#opened;
      this.#opened = true;
      this.#attempt = 0;
      this.#set("open");
      if (again) for (const run of this.#returns) run();
    };
    socket.onmessage = (message) => {
      if (this.#socket !== socket) return;
      const event = parse(message.data);
      if (event) for (const run of this.#listeners) run(event);
    };
    socket.onclose = (event) => {
      if (this.#socket !== socket) return;
      if (event?.code === signedOut) {
        this.stop();
        for (const run of this.#ends) run();
        return;
      }
      this.#socket = null;
      this.#set("reconnecting");
      this.#cancel = this.#world.after(backoff(this.#attempt++, this.#world.random), () => {
        this.#cancel = null;
        this.#connect();
      });
    };
  }
}

function parse(data: unknown): ServerEvent | null {
  try {
    const value = JSON.parse(String(data)) as ServerEvent;
    return typeof value?.type === "string" ? value : null;
  } catch {
    return null;
  }
}
