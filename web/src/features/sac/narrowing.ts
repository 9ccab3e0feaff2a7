/** Which services are looked at, as it stands in the address. Pure. */
import type { Conversation } from "@/api/types";

type State = NonNullable<Conversation["state"]>;

export interface Narrowing {
  state?: State;
  q?: string;
  mine?: boolean;
  unread?: boolean;
  closing?: boolean;
  account?: string;
  department?: string;
  attendant?: string;
  view?: "board";
  /** The message that the thread is opened at. */
  at?: string;
}

const states: readonly State[] = ["waiting", "in_service", "closed"];
const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);
const yes = (value: unknown) => (value === true ? true : undefined);

/** Reads an address; what it does not understand narrows nothing. */
export const readNarrowing = (search: Record<string, unknown>): Narrowing => ({
  state: states.find((state) => state === search.state),
  q: text(search.q),
  mine: yes(search.mine),
  unread: yes(search.unread),
  closing: yes(search.closing),
  account: text(search.account),
  department: text(search.department),
  attendant: text(search.attendant),
  view: search.view === "board" ? "board" : undefined,
  at: text(search.at),
});

/** Nothing narrowed. */
export const wide: Narrowing = {
  state: undefined,
  q: undefined,
  mine: undefined,
  unread: undefined,
  closing: undefined,
  account: undefined,
  department: undefined,
  attendant: undefined,
};

export const isNarrowed = (by: Narrowing) => Object.keys(wide).some((key) => by[key as keyof Narrowing]);

/** What the server is asked for. */
export const asked = ({ state, q, mine, unread, closing, account, department, attendant }: Narrowing) => ({
  ...(state ? { state: [state] } : {}),
  ...(q ? { search: q } : {}),
  ...(mine ? { mine } : {}),
  ...(unread ? { unread } : {}),
  ...(closing ? { closing } : {}),
  ...(account ? { accountId: account } : {}),
  ...(department ? { departmentId: department } : {}),
  ...(attendant ? { attendantId: attendant } : {}),
});
