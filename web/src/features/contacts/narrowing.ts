/** Which contacts are looked at, and in which order, as it stands in the address. Pure. */

export const orders = ["name", "-name", "last", "-last", "created", "-created"] as const;
export type Order = (typeof orders)[number];

export interface ContactNarrowing {
  q?: string;
  tag?: string;
  owner?: string;
  mine?: boolean;
  shunned?: "yes" | "no";
  reachable?: "yes" | "no";
  callable?: boolean;
  /** Values of custom fields, each as the field's id, a colon and the value. */
  field?: string[];
  sort?: Order;
}

const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);
const yes = (value: unknown) => (value === true ? true : undefined);
const yesOrNo = (value: unknown) => (value === "yes" || value === "no" ? value : undefined);

function values(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const known = value
    .filter((one): one is string => typeof one === "string" && one.includes(":"))
    .slice(0, 5);
  return known.length > 0 ? known : undefined;
}

/** Reads an address; what it does not understand narrows nothing. */
export const readNarrowing = (search: Record<string, unknown>): ContactNarrowing => ({
  q: text(search.q),
  tag: text(search.tag),
  owner: text(search.owner),
  mine: yes(search.mine),
  shunned: yesOrNo(search.shunned),
  reachable: yesOrNo(search.reachable),
  callable: yes(search.callable),
  field: values(search.field),
  sort: orders.find((order) => order === search.sort && order !== "name"),
});

/** Nothing narrowed; what is searched and the order stay. */
export const wide: Omit<ContactNarrowing, "q" | "sort"> = {
  tag: undefined,
  owner: undefined,
  mine: undefined,
  shunned: undefined,
  reachable: undefined,
  callable: undefined,
  field: undefined,
};

/** How many filters there are, beside the search. */
export const filters = (by: ContactNarrowing) =>
  Object.keys(wide).filter((key) => key !== "field" && by[key as keyof ContactNarrowing]).length +
  (by.field?.length ?? 0);

/** What the server is asked for. */
export const asked = ({
  q,
  tag,
  owner,
  mine,
  shunned,
  reachable,
  callable,
  field,
  sort,
}: ContactNarrowing) => ({
  ...(q ? { search: q } : {}),
  ...(tag ? { tag } : {}),
  ...(owner ? { ownerId: owner } : {}),
  ...(mine ? { mine } : {}),
  ...(shunned ? { doNotContact: shunned } : {}),
  ...(reachable ? { reachable } : {}),
  ...(callable ? { callable } : {}),
  ...(field ? { field } : {}),
  ...(sort ? { sort } : {}),
});

/** The order after a press on the head of a column: its useful direction first, then the other. */
export function pressed(column: "name" | "last" | "created", now: Order = "name"): Order {
  const first: Order = column === "name" ? "name" : `-${column}`;
  const second: Order = column === "name" ? "-name" : column;
  return now === first ? second : first;
}
