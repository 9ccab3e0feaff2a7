/** The part of a text around the words that were searched. Pure. */

const plain = (letter: string) =>
  letter
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();

/** How many letters stand before what was found. */
const before = 24;

export interface Part {
  /** Where it begins. */
  at: number;
  text: string;
  found: boolean;
}

/** A text in parts, those marked that are words of the search, without regard to case and accents; it begins near the first one. */
export function foundIn(text: string, search: string): Part[] {
  const letters = [...text.replace(/\s+/g, " ")];
  // Where each letter of the plain text comes from: a letter can become none or several.
  const from: number[] = [];
  let folded = "";
  letters.forEach((letter, i) => {
    for (const one of plain(letter)) {
      folded += one;
      for (let unit = 0; unit < one.length; unit++) from.push(i);
    }
  });
  const marked = new Array<boolean>(letters.length).fill(false);
  for (const word of plain(search).split(/\s+/).filter(Boolean)) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      for (let i = at; i < at + word.length; i++) marked[from[i] ?? 0] = true;
    }
  }
  const first = marked.indexOf(true);
  let start = Math.max(first - before, 0);
  if (start > 0) while (start < first && letters[start - 1] !== " ") start++;
  const parts: Part[] = start > 0 ? [{ at: -1, text: "…", found: false }] : [];
  letters.slice(start).forEach((letter, i) => {
    const found = marked[start + i] ?? false;
    const last = parts.at(-1);
    if (last && last.found === found) last.text += letter;
    else parts.push({ at: i, text: letter, found });
  });
  return parts;
}
