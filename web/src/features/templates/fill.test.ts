import { describe, expect, it } from "vitest";
import type { Template } from "@/api/types";
import { missing, previewOf } from "./fill";

const template = {
  header: "Repair {{1}}",
  body: "Hello {{1}}, {{ 2 }} is ready.",
  variables: [
    { key: "header.1", name: "1" },
    { key: "body.1", name: "1" },
    { key: "body.2", name: "2" },
  ],
} as Template;

describe("a template", () => {
  it("shows what is filled in, of header and body apart, and leaves the rest", () => {
    expect(previewOf(template, { "header.1": "77", "body.1": " Ana " })).toEqual({
      header: "Repair 77",
      body: "Hello Ana, {{ 2 }} is ready.",
      footer: "",
    });
  });
  it("names what is missing", () => {
    expect(missing(template, { "header.1": "77", "body.1": " " })).toEqual(["body.1", "body.2"]);
  });
});
