import { useNavigate, useSearch } from "@tanstack/react-router";
import { $api, byPages } from "@/api/client";
import { asked, type ContactNarrowing } from "./narrowing";

/** The contacts of the address, a page after the other, and the way to narrow and order them. */
export function useContacts() {
  const navigate = useNavigate();
  const { add: _, ...by } = useSearch({ from: "/frame/contacts" });
  const query = $api.useInfiniteQuery(
    "get",
    "/api/contacts",
    { params: { query: { limit: 50, ...asked(by) } } },
    { ...byPages, placeholderData: (before) => before },
  );
  const change = (to: ContactNarrowing) =>
    void navigate({ to: ".", search: (before) => ({ ...before, ...to }), replace: true });
  return { by, change, query, rows: query.data?.pages.flatMap((page) => page.items ?? []) ?? [] };
}

export type Contacts = ReturnType<typeof useContacts>;
