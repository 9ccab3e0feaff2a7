import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
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
    const seen = files
      .filter(([path]) => path.endsWith(".tsx"))
      .flatMap(([path, text]) => spoken(path, text));
    expect(seen).toEqual([]);
  });

  it("are read well enough for that", () => {
    const page = `const Page = () => <div title="Two words" className="flex gap-2" data-kind="some kind">
      Hello {name}, <b aria-label={loud ? "Very loud" : t("quiet")}>{ok ? "Yes" : null}</b>{count} · {\`\${count} left\`}
      <Field label={"Your name"} type="text" />{say("nothing of JSX")}
    </div>;`;
    expect(spoken("page.tsx", page)).toEqual([
      "page.tsx: Two words",
      "page.tsx: Hello",
      "page.tsx: Very loud",
      "page.tsx: Yes",
      "page.tsx: left",
      "page.tsx: Your name",
    ]);
  });
});

/** Attributes that are shown or read out. */
const told =
  /^(placeholder|title|label|text|alt|note|submitLabel|aria-(label|description|roledescription|valuetext))$/;

/** Words that a source shows without a catalogue: text in JSX, and texts that an expression or such an attribute yields. */
function spoken(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const say = (words: string) => {
    if (/\p{L}{2}/u.test(words))
      found.push(`${path}: ${words.trim().replace(/\s+/g, " ").replace(/,$/, "")}`);
  };
  /** What an expression may yield, without what it only asks or passes on. */
  const yields = (node: ts.Expression): void => {
    if (ts.isStringLiteralLike(node)) say(node.text);
    else if (ts.isTemplateExpression(node)) {
      say(node.head.text);
      for (const span of node.templateSpans) say(span.literal.text);
    } else if (ts.isConditionalExpression(node)) {
      yields(node.whenTrue);
      yields(node.whenFalse);
    } else if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      if (kind === ts.SyntaxKind.PlusToken || kind === ts.SyntaxKind.BarBarToken) yields(node.left);
      if (
        kind !== ts.SyntaxKind.EqualsEqualsEqualsToken &&
        kind !== ts.SyntaxKind.ExclamationEqualsEqualsToken
      ) {
        yields(node.right);
      }
    } else if (ts.isParenthesizedExpression(node)) yields(node.expression);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) say(node.text);
    else if (ts.isJsxAttribute(node) && told.test(node.name.getText(source))) {
      const value = node.initializer;
      if (value && ts.isStringLiteral(value)) say(value.text);
      else if (value && ts.isJsxExpression(value) && value.expression) yields(value.expression);
    } else if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) {
      yields(node.expression);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
