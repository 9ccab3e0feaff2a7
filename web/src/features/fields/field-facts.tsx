import type { CustomField } from "@/api/types";
import { FieldValue } from "./field-value";

/** The values of custom fields that are filled in, for a list of descriptions. */
export function FieldFacts({
  fields,
  values,
}: {
  fields: readonly CustomField[];
  values: Readonly<Record<string, string>>;
}) {
  return fields
    .filter(({ id }) => values[id])
    .map((field) => (
      <div key={field.id} className="min-w-0" data-testid="field-fact">
        <dt className="text-sm text-text-3">{field.name}</dt>
        <dd className="min-h-6 [overflow-wrap:anywhere]">
          <FieldValue field={field} value={values[field.id]} />
        </dd>
      </div>
    ));
}
