import { $api } from "@/api/client";
import type { CustomField } from "@/api/types";

/** The custom fields of contacts or of deals, in their order; none until they are known. */
export function useFields(of: CustomField["of"]): readonly CustomField[] {
  return $api.useQuery("get", "/api/fields", { params: { query: { of } } }).data?.items ?? [];
}

/** Which values differ from what was there: what the server is told. */
export const changedValues = (
  fields: readonly CustomField[],
  was: Readonly<Record<string, string>>,
  is: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    fields.filter(({ id }) => (is[id] ?? "") !== (was[id] ?? "")).map(({ id }) => [id, is[id] ?? ""]),
  );
