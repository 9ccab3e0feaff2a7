/** The sandbox's control plane, as far as scenarios use it. */
export class Sandbox {
  constructor(readonly url: string) {}

  private async post(path: string, body: unknown = {}): Promise<unknown> {
    const response = await fetch(this.url + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Adds or changes a simulated user. */
  user(user: { wa_id: string; name?: string; behaviour?: string; answer_after_ms?: number; sound?: string }) {
    return this.post("/sandbox/users", user);
  }

  /** The user writes to the business. */
  write(user: string, text: string) {
    return this.post(`/sandbox/users/${user}/messages`, { text });
  }

  /** The user answers the newest permission request, or changes the permission in the business profile. */
  permission(user: string, response: "accept" | "reject", permanent = false, request?: string) {
    return this.post(`/sandbox/users/${user}/permission`, { response, permanent, request });
  }

  /** Moves the sandbox's clock, which the demo's server shares. */
  advance(seconds: number) {
    return this.post("/sandbox/clock", { advance_seconds: seconds });
  }

  faults(faults: Record<string, unknown>) {
    return this.post("/sandbox/faults", faults);
  }

  async calls(): Promise<{ id: string; state: string; to?: string; user?: string }[]> {
    const response = await fetch(`${this.url}/sandbox/calls`);
    const body = (await response.json()) as { calls: { id: string; state: string }[] };
    return body.calls;
  }

  async report(wacid: string): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.url}/sandbox/calls/${encodeURIComponent(wacid)}/report`);
    return (await response.json()) as Record<string, unknown>;
  }
}
