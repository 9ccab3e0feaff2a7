/** Quick replies in a text that is being written. Pure. */
import type { QuickReply } from "@/api/types";

/** What was typed behind a slash that begins the text; undefined where no quick reply is being looked for. */
export function calledFor(text: string): string | undefined {
  return /^\/(\S{0,40})$/u.exec(text)?.[1]?.toLowerCase();
}

/** Those that fit what was typed: by their word first, then by their text. */
export function fitting(replies: readonly QuickReply[], typed: string): QuickReply[] {
  const by = (test: (reply: QuickReply) => boolean) => replies.filter(test);
  const starts = by(({ shortcut }) => shortcut.startsWith(typed));
  const within = by(({ shortcut, text }) => `${shortcut} ${text.toLowerCase()}`.includes(typed));
  return [...new Set([...starts, ...within])].slice(0, 8);
}

export interface Blanks {
  name: string;
  attendant: string;
  account: string;
}

/** The text with what stands in braces filled in. What is not known stays as it is. */
export function filled(text: string, { name, attendant, account }: Blanks): string {
  const values: Record<string, string> = { name, first: name.split(/\s+/)[0] ?? "", attendant, account };
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] || whole);
}
