import { describe, expect, it } from "vitest";
import type { CustomField } from "@/api/types";
import { changedValues } from "./use-fields";

const field = (id: string) => ({ id }) as CustomField;

describe("the values that the server is told", () => {
  const fields = [field("plate"), field("kind"), field("note")];

  it("are those that differ, and an empty one takes a value away", () => {
    const was = { plate: "ABC", kind: "Car" };
    expect(changedValues(fields, was, { plate: "ABC", kind: "", note: "new" })).toEqual({
      kind: "",
      note: "new",
    });
  });

  it("are none where nothing was filled in, and none of a field that is gone", () => {
    expect(changedValues(fields, {}, { plate: "" })).toEqual({});
    expect(changedValues([field("plate")], { kind: "Car" }, {})).toEqual({});
  });
});
