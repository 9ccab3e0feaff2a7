import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "./en";
import { es } from "./es";
import { ptBR } from "./pt-BR";

type Tree = { [key: string]: string | Tree };

/** Every text of a catalogue by its dotted key. */
function flat(tree: Tree, prefix = ""): Map<string, string> {
  const result = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") result.set(prefix + key, value);
    else for (const [k, v] of flat(value, `${prefix}${key}.`)) result.set(k, v);
  }
  return result;
}

const catalogues = { en: flat(en), "pt-BR": flat(ptBR), es: flat(es) };
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

/** All sources but the tests, with their paths. */
function sources(folder = join(import.meta.dirname, "..")): [string, string][] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(path) && !/\.test\.|schema\.ts$/.test(path)
      ? [[path, readFileSync(path, "utf8")]]
      : [];
  });
}

describe.each(["pt-BR", "es"] as const)("%s", (language) => {
  it("has the keys of English and no others", () => {
    expect([...catalogues[language].keys()].sort()).toEqual([...catalogues.en.keys()].sort());
  });

  it("has the placeholders of English", () => {
    for (const [key, text] of catalogues.en) {
      expect(placeholders(catalogues[language].get(key) ?? ""), key).toEqual(placeholders(text));
    }
  });

  it("leaves no text empty", () => {
    for (const [key, text] of catalogues[language]) expect(text.trim(), key).not.toBe("");
  });
});

describe("the sources", () => {
  const files = sources();

  it("use only keys that exist", () => {
    const known = catalogues.en;
    const used = files.flatMap(([path, text]) =>
      [...text.matchAll(/\bt\(\s*"([\w.-]+)"/g)].map((match) => [path, match[1] ?? ""] as const),
    );
    expect(used.length).toBeGreaterThan(150);
    for (const [path, key] of used) {
      expect(known.has(key) || known.has(`${key}_other`), `${key} in ${path}`).toBe(true);
    }
  });

  it("leave no text unused", () => {
    const all = files
      .filter(([path]) => !/i18n\/(en|es|pt-BR)/.test(path))
      .map(([, text]) => text)
      .join("\n");
    // Keys that are put together from parts: `reason.${code}.message`, `bar.${stage}`, `sac.unread` with its plurals.
    const made = [...all.matchAll(/`([\w.]+)\$\{/g)].map((match) => match[1] ?? "");
    for (const key of catalogues.en.keys()) {
      const plain = key.replace(/_(one|other)$/, "");
      const used = all.includes(`"${plain}"`) || made.some((start) => key.startsWith(start));
      expect(used, key).toBe(true);
    }
  });

  it("have no words in JSX: they belong into the catalogues", () => {
    for (const [path, text] of files) {
      if (!path.endsWith(".tsx")) continue;
      const literal = text.match(
        /<\/?[A-Za-z][^<>{}()=;]*>\s*([^<>{}()\s=;,:&|?][^<>{}()=;]*[A-Za-z]{2}[^<>{}()=;]*)<\//,
      );
      expect(literal?.[1], path).toBeUndefined();
      const attribute = text.match(
        /\b(?:placeholder|title|aria-label|alt|label|text)="([^"]*[A-Za-z ]{2}[^"]*)"/,
      );
      expect(attribute?.[1], path).toBeUndefined();
    }
  });
});
