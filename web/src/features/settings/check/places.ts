/** Where a closed gate is put right. */
import type { LinkProps } from "@tanstack/react-router";
import type { CallCheck, Gate } from "@/api/types";

export interface Place {
  /** The key of the page's name. */
  label: string;
  link: Pick<LinkProps, "to" | "params" | "search">;
}

/** Nothing where only the contact, Meta or time can open the gate. */
export function placeOf(gate: Gate, check: CallCheck): Place | undefined {
  switch (gate.gate) {
    case "sign_in":
      return { label: "users.title", link: { to: "/settings/users" } };
    case "account_seen":
      return { label: "departments.title", link: { to: "/settings/departments" } };
    case "module":
      return { label: "plan.title", link: { to: "/settings/plan" } };
    case "account_connected":
      return { label: "accounts.title", link: { to: "/settings/accounts" } };
    case "calling_enabled":
    case "operator":
      return {
        label: "calling.title",
        link: { to: "/whatsapp-calls", search: { account: check.account.id } },
      };
    case "permission_path":
      return { label: "groups.title", link: { to: "/settings/groups" } };
    case "whatsapp":
      return {
        label: "check.openContact",
        link: { to: "/contacts/$contactId", params: { contactId: check.contact.id } },
      };
    default:
      return undefined;
  }
}
