/** Which columns the table of contacts has, kept in this browser. */
import { useState } from "react";
import { useMe } from "@/app/session";

const known = ["phone", "tags", "owners", "last", "created"] as const;
export type Column = (typeof known)[number];
const usual: string[] = ["phone", "tags", "owners", "last"];

/** All columns beside the name that a table can have, those of custom fields by their ids. */
export const allColumns = (fields: readonly { id: string }[]) => [...known, ...fields.map(({ id }) => id)];

/** The columns that are shown, in the order of all, and the way to show and hide one. */
export function useColumns(fields: readonly { id: string }[]) {
  const key = `ramal.contact-columns.${useMe().user.id}`;
  const [chosen, setChosen] = useState<string[]>(() => read(key));
  const all = allColumns(fields);
  const toggle = (column: string, on: boolean) => {
    const next = all.filter((one) => (one === column ? on : chosen.includes(one)));
    setChosen(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  return { all, shown: all.filter((one) => chosen.includes(one)), toggle };
}

function read(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : usual;
  } catch {
    return usual;
  }
}
