/** What an import makes of its file. Pure. */
import type { ContactImport, CustomField } from "@/api/types";

export interface Plan {
  parts: string[];
  country: string;
  known: "update" | "leave";
}

/** The plan that the server guessed. */
export const guessed = ({ columns, country, known }: ContactImport): Plan => ({
  parts: columns.map(({ part }) => part),
  country,
  known,
});

/** The plan with another part for a column. A part is of one column: the one that had it before is left out. */
export const withPart = (plan: Plan, column: number, part: string): Plan => ({
  ...plan,
  parts: plan.parts.map((known, i) => (i === column ? part : part && known === part ? "" : known)),
});

/** How many rows are done. */
export const done = ({ added, changed, unchanged, refused }: ContactImport) =>
  added + changed + unchanged + refused;

/** The id of the custom field that a part is. */
export const fieldOf = (part: string) => (part.startsWith("field:") ? part.slice(6) : undefined);

/** Fields that have to be filled in and that no column is: rows that are new would be refused. */
export const missing = (plan: Plan, fields: readonly CustomField[]) =>
  fields.filter(({ id, required }) => required && !plan.parts.includes(`field:${id}`));
