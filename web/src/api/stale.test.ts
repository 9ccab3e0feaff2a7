import { describe, expect, it } from "vitest";
import { isStale } from "./stale";

const key = (path: string, init: unknown = {}) => ["get", path, init] as const;
const ofId = (id: string) => ({ params: { path: { id } } });
const ofContact = (contactId: string) => ({ params: { query: { contactId } } });

describe("isStale", () => {
  it.each([
    ["an account refreshes its settings", { type: "account", id: "a" }, key("/api/settings/accounts"), true],
    [
      "an import refreshes itself",
      { type: "import", id: "i" },
      key("/api/contact-imports/{id}", ofId("i")),
      true,
    ],
    [
      "an import leaves others",
      { type: "import", id: "i" },
      key("/api/contact-imports/{id}", ofId("j")),
      false,
    ],
    [
      "an import that ended refreshes every contact",
      { type: "contact" },
      key("/api/contacts/{id}", ofId("c")),
      true,
    ],
    ["a call refreshes the history", { type: "call", id: "c1" }, key("/api/calls"), true],
    ["a call refreshes its detail", { type: "call", id: "c1" }, key("/api/calls/{id}", ofId("c1")), true],
    ["a call leaves other details", { type: "call", id: "c1" }, key("/api/calls/{id}", ofId("c2")), false],
    [
      "a call leaves another contact's history",
      { type: "call", id: "c1", contactId: "a" },
      key("/api/calls", ofContact("b")),
      false,
    ],
    [
      "a permission refreshes its contact's action",
      { type: "permission", contactId: "a" },
      key("/api/call-action", ofContact("a")),
      true,
    ],
    [
      "a permission leaves another contact's action",
      { type: "permission", contactId: "a" },
      key("/api/call-action", ofContact("b")),
      false,
    ],
    [
      "a permission without ids refreshes every action",
      { type: "permission" },
      key("/api/call-action", ofContact("b")),
      true,
    ],
    [
      "a message refreshes its thread",
      { type: "message", conversationId: "v1" },
      key("/api/conversations/{id}/messages", ofId("v1")),
      true,
    ],
    [
      "a message leaves other threads",
      { type: "message", conversationId: "v1" },
      key("/api/conversations/{id}/messages", ofId("v2")),
      false,
    ],
    ["a message refreshes the list", { type: "message" }, key("/api/conversations"), true],
    [
      "a deal refreshes the board",
      { type: "deal", id: "d" },
      key("/api/pipelines/{id}/board", ofId("p")),
      true,
    ],
    [
      "a deal refreshes its history",
      { type: "deal", id: "d" },
      key("/api/deals/{id}/history", ofId("d")),
      true,
    ],
    ["a deal leaves the funnels", { type: "deal", id: "d" }, key("/api/pipelines"), false],
    ["a funnel refreshes the funnels", { type: "pipeline", id: "p" }, key("/api/pipelines"), true],
    [
      "a contact refreshes the cards",
      { type: "contact", id: "c" },
      key("/api/pipelines/{id}/stages/{stageId}/deals"),
      true,
    ],
    ["hello changes nothing", { type: "hello" }, key("/api/conversations"), false],
    ["nothing touches the session", { type: "account" }, key("/api/session"), false],
  ])("%s", (_name, event, k, want) => {
    expect(isStale(event, k)).toBe(want);
  });
});
