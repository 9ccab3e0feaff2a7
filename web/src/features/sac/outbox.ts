/** What was written and is not stored by the server yet. A failed one stays until it is sent again or discarded. */
import { client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Message } from "@/api/types";

export interface Draft {
  clientKey: string;
  text: string;
  at: string;
  /** The message that it answers. */
  quotedId?: string;
  state: "sending" | "failed";
  /** Why it failed: a reason for the catalogue, or the server's words. */
  reason?: string;
  message?: string;
}

type Post = (conversationId: string, text: string, clientKey: string, quotedId?: string) => Promise<Message>;

const post: Post = (id, text, clientKey, quotedId) =>
  must(
    client.POST("/api/conversations/{id}/messages", {
      params: { path: { id } },
      body: { text, clientKey, ...(quotedId ? { quotedId } : {}) },
    }),
  );

const none: readonly Draft[] = [];

/** The drafts of all conversations. The same key again is the same message for the server, so a retry cannot double it. */
export class Outbox {
  #post: Post;
  #drafts = new Map<string, readonly Draft[]>();
  #watchers = new Set<() => void>();

  constructor(send: Post = post) {
    this.#post = send;
  }

  of(conversationId: string): readonly Draft[] {
    return this.#drafts.get(conversationId) ?? none;
  }

  watch = (run: () => void): (() => void) => {
    this.#watchers.add(run);
    return () => this.#watchers.delete(run);
  };

  /** Sends a text. Resolves with the stored message, or with null when it failed and waits for the person. */
  async send(
    conversationId: string,
    draft: Pick<Draft, "clientKey" | "text" | "at" | "quotedId">,
  ): Promise<Message | null> {
    this.#put(conversationId, { ...draft, state: "sending" });
    try {
      const message = await this.#post(conversationId, draft.text, draft.clientKey, draft.quotedId);
      return message;
    } catch (thrown) {
      const error = asApiError(thrown);
      const reason = error.reason || (error.code === "offline" ? "offline" : undefined);
      this.#put(conversationId, { ...draft, state: "failed", reason, message: error.message || undefined });
      return null;
    }
  }

  discard(conversationId: string, clientKey: string): void {
    const rest = this.of(conversationId).filter((draft) => draft.clientKey !== clientKey);
    this.#drafts.set(conversationId, rest);
    this.#tell();
  }

  #put(conversationId: string, draft: Draft): void {
    const drafts = this.of(conversationId);
    const at = drafts.findIndex((one) => one.clientKey === draft.clientKey);
    this.#drafts.set(conversationId, at < 0 ? [...drafts, draft] : drafts.with(at, draft));
    this.#tell();
  }

  #tell(): void {
    for (const run of this.#watchers) run();
  }
}

export const outbox = new Outbox();
