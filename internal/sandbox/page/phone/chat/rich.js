// @ts-check
// The marks that WhatsApp knows inside a text: *bold*, _italic_, ~struck~,
// `code`, ```blocks```, and web addresses.

import { h } from "../../parts/dom.js";

/**
 * @typedef {object} Piece
 * @property {"text" | "bold" | "italic" | "struck" | "code" | "block" | "link"} kind
 * @property {string} text
 * @property {Piece[]} [inside] of bold, italic and struck
 */

/** @type {[mark: string, kind: "bold" | "italic" | "struck"][]} */
const MARKS = [
  ["*", "bold"],
  ["_", "italic"],
  ["~", "struck"],
];
const LINK = /^https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]}*_~]/;
const WORD = /[\p{L}\p{N}]/u;

/** Splits a text at its marks. @param {string} text @returns {Piece[]} */
export function pieces(text) {
  /** @type {Piece[]} */
  const out = [];
  let plain = "";
  const add = (/** @type {Piece} */ piece) => {
    if (plain) out.push({ kind: "text", text: plain });
    plain = "";
    out.push(piece);
  };
  for (let at = 0; at < text.length; ) {
    const found = marked(text, at);
    if (found) {
      add(found.piece);
      at = found.end;
    } else {
      plain += text[at];
      at++;
    }
  }
  if (plain) out.push({ kind: "text", text: plain });
  return out;
}

/** @param {string} text @param {number} at @returns {{ piece: Piece, end: number } | null} */
function marked(text, at) {
  const sign = text[at];
  if (sign === "h") {
    const link = WORD.test(text[at - 1] ?? "") ? null : LINK.exec(text.slice(at, at + 2000));
    return link && { piece: { kind: "link", text: link[0] }, end: at + link[0].length };
  }
  if (sign === "`") {
    const fence = text.startsWith("```", at) ? "```" : "`";
    const end = text.indexOf(fence, at + fence.length);
    const inner = text.slice(at + fence.length, end);
    if (end < 0 || inner.trim() === "" || (fence === "`" && inner.includes("\n"))) return null;
    return {
      piece: { kind: fence === "`" ? "code" : "block", text: inner.replace(/^\n|\n$/g, "") },
      end: end + fence.length,
    };
  }
  const mark = MARKS.find(([own]) => own === sign);
  return mark ? between(text, at, mark) : null;
}

/**
 * A mark counts only at the edge of a word, on one line, around something: 2*3*4
 * and snake_case_names stay as they are.
 * @param {string} text
 * @param {number} at
 * @param {[string, "bold" | "italic" | "struck"]} mark
 */
function between(text, at, [sign, kind]) {
  if (WORD.test(text[at - 1] ?? "") || /[\s]/.test(text[at + 1] ?? " ")) return null;
  for (let end = text.indexOf(sign, at + 2); end > 0; end = text.indexOf(sign, end + 1)) {
    const inner = text.slice(at + 1, end);
    if (inner.includes("\n")) return null;
    if (/\s$/.test(inner) || WORD.test(text[end + 1] ?? "")) continue;
    return { piece: { kind, text: inner, inside: pieces(inner) }, end: end + 1 };
  }
  return null;
}

/** A text without its marks. @param {string} text @returns {string} */
export function plain(text) {
  return pieces(text)
    .map((piece) => (piece.inside ? plain(piece.text) : piece.text))
    .join("");
}

/** @type {Record<Exclude<Piece["kind"], "text" | "link">, keyof HTMLElementTagNameMap>} */
const TAGS = { bold: "strong", italic: "em", struck: "s", code: "code", block: "code" };

/** A text with its marks as elements. @param {string} text @returns {(Node | string)[]} */
export function rich(text) {
  return pieces(text).map(show);
}

/** @param {Piece} piece @returns {Node | string} */
function show(piece) {
  if (piece.kind === "text") return piece.text;
  if (piece.kind === "link")
    return h("a", { href: piece.text, target: "_blank", rel: "noopener noreferrer" }, piece.text);
  return h(TAGS[piece.kind], { class: piece.kind }, piece.inside ? piece.inside.map(show) : piece.text);
}
