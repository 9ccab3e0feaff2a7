/** Naming people in a note. Pure. */

const open = /(?:^|\s)@([\p{L}\p{N}.' -]{0,40})$/u;

/** What was typed behind an @ at the end of a text; undefined where nobody is being named. A name that is finished ends it. */
export function asked(text: string): string | undefined {
  const found = open.exec(text)?.[1];
  return found === undefined || /\s$/.test(found) ? undefined : found;
}

/** The text with the name that was being typed written out. */
export function named(text: string, name: string): string {
  return text.replace(/@[^@]*$/, `@${name} `);
}
