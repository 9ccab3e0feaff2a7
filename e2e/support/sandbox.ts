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
    username?: string;
    /** Webhooks then name the user by the business-scoped user id alone. */
    hide_phone?: boolean;
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

  /** The user sends something else than words. */
  send(
    user: string,
    what: {
      media_id?: string;
      caption?: string;
      reply_to?: string;
      location?: { latitude: number; longitude: number; name?: string };
      contacts?: { name: string; phones: string[] }[];
      reaction?: { message_id: string; emoji: string };
    },
  ) {
    return this.#post(`/sandbox/users/${user}/messages`, what);
  }

  /** Gives the users a file to send and returns its id. */
  async file(type: string, name: string, content: Buffer): Promise<string> {
    const response = await fetch(`${this.url}/sandbox/media?name=${encodeURIComponent(name)}`, {
      method: "POST",
      headers: { "content-type": type },
      body: new Uint8Array(content),
    });
    if (!response.ok) throw new Error(`file ${name}: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { id: string }).id;
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
  account(account: { quality?: "low" | "normal"; messaging_limit?: number }) {
    return this.#post("/sandbox/account", account);
  }

  /** Sets the faults that are given and leaves the others. */
  faults(faults: Faults) {
    return this.#post("/sandbox/faults", faults);
  }

  /** Changes the calling settings of the business's number at Graph, as another tool of the business would. */
  async settings(calling: object): Promise<void> {
    await this.#graph("settings", JSON.stringify({ calling }), { "content-type": "application/json" });
  }

  /** Uploads an announcement for voicemail and returns its id. */
  async announcement(ogg: Blob): Promise<string> {
    const form = new FormData();
    form.set("messaging_product", "whatsapp");
    form.set("use_case", "call_voicemail_announcement");
    form.set("description", "Nobody is here");
    form.set("file", ogg, "announcement.ogg");
    return ((await this.#graph("media", form)) as { id: string }).id;
  }

  /** All calls, newest first. */
  async calls(): Promise<SandboxCall[]> {
    const response = await fetch(`${this.url}/sandbox/calls`);
    return ((await response.json()) as { calls: SandboxCall[] }).calls;
  }

  async #graph(edge: string, body: BodyInit, headers: Record<string, string> = {}): Promise<unknown> {
    const response = await fetch(`${this.url}/v24.0/700000000000001/${edge}`, {
      method: "POST",
      headers: { authorization: "Bearer sandbox-token", ...headers },
      body,
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`POST ${edge}: ${response.status} ${answer}`);
    return JSON.parse(answer);
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
