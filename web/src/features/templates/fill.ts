/** Filling a template in. Pure; the server does the same and has the last word. */
import type { Template } from "@/api/types";

const variable = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;

export type Values = Record<string, string>;

/** A part of a template as the contact will read it; what is not filled in yet stays as it is written. */
const filled = (part: "header" | "body", text: string, values: Values) =>
  text.replace(variable, (whole, name: string) => values[`${part}.${name}`]?.trim() || whole);

/** The parts of a template as the contact will read them. */
export const previewOf = ({ header, body, footer }: Template, values: Values) => ({
  header: header ? filled("header", header, values) : "",
  body: filled("body", body, values),
  footer: footer ?? "",
});

/** The keys of the variables that have no value yet. */
export const missing = ({ variables }: Template, values: Values): string[] =>
  variables.filter(({ key }) => !values[key]?.trim()).map(({ key }) => key);
