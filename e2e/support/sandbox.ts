/** A call as the sandbox tells it, as far as scenarios look at it. */
export interface SandboxCall {
  id: string;
  user_id: string;
  state: "dialing" | "ringing" | "active" | "ended";
  ended_reason?: string;
  warnings?: string[];
  media?: {
    ssrc_count: number;
    early_media_packets: number;
    packets_lost: number;
    packets_received: number;
    packets_dropped: number;
  };
}

/** Bad days on demand. Counters say for how many of the next webhooks or requests. */
export interface Faults {
  double?: number;
  reorder?: number;
  /** Single webhooks that never arrive. */
  lose?: { user?: string; event: string }[];
  graph_errors?: number;
  graph_status?: 500 | 503;
  graph_delay_ms?: number;
}

/** The sandbox's control plane, as far as scenarios use it. */
export class Sandbox {
  constructor(readonly url: string) {}

  /** Changes a simulated user, or adds one. */
  user(user: {
    wa_id: string;
    name?: string;
    behaviour?: "manual" | "answer";
    answer_after_ms?: number;
    sound?: string;
    packet_loss_percent?: number;
  }) {
    return this.#post("/sandbox/users", user);
  }

  /** The user writes to the business. */
  write(user: string, text: string) {
    return this.#post(`/sandbox/users/${user}/messages`, { text });
  }

  /** The user decides about calls in the profile of the business. */
  permission(user: string, response: "accept" | "reject", permanent = false) {
    return this.#post(`/sandbox/users/${user}/permission`, { response, permanent });
  }

  /** Moves the sandbox's clock, which the demo's server shares. */
  advance(seconds: number) {
    return this.#post("/sandbox/clock", { advance_seconds: seconds });
  }

  /** Changes what Meta thinks of the business. */
  account(account: { quality?: "low" | "normal" }) {
    return this.#post("/sandbox/account", account);
  }

  /** Sets the faults that are given and leaves the others. */
  faults(faults: Faults) {
    return this.#post("/sandbox/faults", faults);
  }

  /** All calls, newest first. */
  async calls(): Promise<SandboxCall[]> {
    const response = await fetch(`${this.url}/sandbox/calls`);
    return ((await response.json()) as { calls: SandboxCall[] }).calls;
  }

  async #post(path: string, body: unknown): Promise<void> {
    const response = await fetch(this.url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
  }
}
