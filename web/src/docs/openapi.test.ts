import { describe, expect, it } from "vitest";
import { bodyOf, byTag, type Document, matches, resolve, typeOf } from "./openapi";

const document: Document = {
  info: { title: "Ramal", version: "1" },
  tags: [{ name: "Calls" }, { name: "Empty" }],
  paths: {
    "/healthz": { get: { summary: "Alive" } },
    "/api/calls": { get: { tags: ["Calls"], summary: "List calls" }, post: { tags: ["Calls"] } },
  },
  components: { schemas: { Call: { type: "object", properties: { id: { type: "string" } } } } },
};

describe("the OpenAPI page", () => {
  it("groups operations by tag and leaves out empty tags", () => {
    const groups = byTag(document, "Other").map(({ tag, entries }) => [tag, entries.map((e) => e.method)]);
    expect(groups).toEqual([
      ["Calls", ["get", "post"]],
      ["Other", ["get"]],
    ]);
  });

  it.each([
    [{ $ref: "#/components/schemas/Call" }, "Call"],
    [{ type: "array", items: { $ref: "#/components/schemas/Call" } }, "Call[]"],
    [{ type: ["array", "null"], items: { type: "string" } }, "string[]"],
    [{ type: "string", format: "date-time" }, "string (date-time)"],
    [{ type: "string", enum: ["in", "out"] }, '"in" | "out"'],
    [undefined, "any"],
  ])("names the type of %j", (schema, want) => expect(typeOf(schema)).toBe(want));

  it("follows references, and shrugs at those that lead nowhere", () => {
    expect(resolve(document, { $ref: "#/components/schemas/Call" }).properties).toHaveProperty("id");
    expect(resolve(document, { $ref: "#/components/schemas/Gone" })).toEqual({});
  });

  it("finds by all words", () => {
    const entry = { method: "get", path: "/api/calls", operation: { summary: "List calls" } };
    expect(matches(entry, "calls list")).toBe(true);
    expect(matches(entry, "calls post")).toBe(false);
  });

  it("reads a body of any media type", () => {
    expect(bodyOf({ content: { "application/problem+json": { schema: { type: "object" } } } })).toEqual({
      type: "application/problem+json",
      schema: { type: "object" },
    });
    expect(bodyOf({})).toBeNull();
  });
});
