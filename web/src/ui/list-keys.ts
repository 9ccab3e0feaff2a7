import type { KeyboardEvent } from "react";

/** Lets arrows, j and k, Home and End move the focus between the links of a list. */
export function listKeys(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: rows.length - 1 }[
    event.key
  ];
  const row = to === undefined ? undefined : rows[Math.max(0, Math.min(rows.length - 1, to))];
  if (!row) return;
  event.preventDefault();
  row.focus();
}
