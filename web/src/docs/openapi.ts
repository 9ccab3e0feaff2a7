/** The parts of an OpenAPI 3.1 document that the page shows, and how they are read. Pure. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  example?: unknown;
  examples?: unknown[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  default?: unknown;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

interface Content {
  content?: Record<string, { schema?: Schema }>;
  description?: string;
}

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: Content & { required?: boolean };
  responses?: Record<string, Content>;
}

export interface Document {
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

export interface Entry {
  method: string;
  path: string;
  operation: Operation;
}

const methods = ["get", "post", "put", "patch", "delete"];

/** All operations by their first tag, in the document's order. Those without one come under `other`. */
export function byTag(document: Document, other: string): { tag: string; entries: Entry[] }[] {
  const groups = new Map<string, Entry[]>();
  for (const { name } of document.tags ?? []) groups.set(name, []);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (!operation) continue;
      const tag = operation.tags?.[0] ?? other;
      groups.set(tag, [...(groups.get(tag) ?? []), { method, path, operation }]);
    }
  }
  return [...groups].filter(([, entries]) => entries.length > 0).map(([tag, entries]) => ({ tag, entries }));
}

/** Whether an operation has all words of a search in its address or its summary. */
export function matches({ method, path, operation }: Entry, search: string): boolean {
  const text = `${method} ${path} ${operation.summary ?? ""} ${operation.operationId ?? ""}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The name at the end of a reference. */
export const nameOf = (ref: string) => ref.slice(ref.lastIndexOf("/") + 1);

/** Follows a reference into the document. */
export function resolve(document: Document, schema: Schema | undefined): Schema {
  if (!schema?.$ref) return schema ?? {};
  return document.components?.schemas?.[nameOf(schema.$ref)] ?? {};
}

/** A type in short: string, integer, Contact, Call[]. */
export function typeOf(schema: Schema | undefined): string {
  if (!schema) return "any";
  if (schema.$ref) return nameOf(schema.$ref);
  const types = [schema.type ?? (schema.properties ? "object" : "any")]
    .flat()
    .filter((type) => type !== "null");
  if (types[0] === "array") return `${typeOf(schema.items)}[]`;
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  return schema.format ? `${types.join(" | ")} (${schema.format})` : types.join(" | ");
}

/** The schema of a body, whatever its media type. */
export function bodyOf(content: Content | undefined): { type: string; schema?: Schema } | null {
  const [first] = Object.entries(content?.content ?? {});
  return first ? { type: first[0], schema: first[1].schema } : null;
}
