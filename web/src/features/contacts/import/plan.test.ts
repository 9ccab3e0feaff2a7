import { describe, expect, it } from "vitest";
import type { ContactImport, CustomField } from "@/api/types";
import { done, fieldOf, guessed, missing, type Plan, withPart } from "./plan";

const plan: Plan = { parts: ["name", "phone", ""], country: "BR", known: "update" };

describe("the plan of an import", () => {
  it("is guessed by the server", () => {
    const offered = {
      columns: [{ name: "Nome", part: "name", samples: [] }],
      country: "PT",
      known: "leave",
    } as unknown as ContactImport;
    expect(guessed(offered)).toEqual({ parts: ["name"], country: "PT", known: "leave" });
  });

  it("has each part once", () => {
    expect(withPart(plan, 2, "phone").parts).toEqual(["name", "", "phone"]);
    expect(withPart(plan, 1, "tags").parts).toEqual(["name", "tags", ""]);
    expect(withPart(plan, 0, "").parts).toEqual(["", "phone", ""]);
  });

  it("names the required fields that no column is", () => {
    const fields = [
      { id: "a", required: true },
      { id: "b", required: true },
      { id: "c", required: false },
    ] as CustomField[];
    expect(missing({ ...plan, parts: ["field:b"] }, fields).map(({ id }) => id)).toEqual(["a"]);
  });

  it("counts the rows that are done", () => {
    expect(done({ added: 1, changed: 2, unchanged: 3, refused: 4 } as ContactImport)).toBe(10);
  });

  it("knows custom fields", () => {
    expect([fieldOf("field:x"), fieldOf("name")]).toEqual(["x", undefined]);
  });
});
