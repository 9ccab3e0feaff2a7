import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { CustomField, ImportPreviewRow } from "@/api/types";
import { FieldValue } from "@/features/fields/field-value";
import { usePhoneNumbers } from "@/i18n/phone";
import { Badge, type Tone } from "@/ui/badge";
import { Card } from "@/ui/card";
import { Skeleton } from "@/ui/skeleton";
import { usePartName } from "./part-name";
import { fieldOf, type Plan } from "./plan";

const tones: Record<ImportPreviewRow["outcome"], Tone> = {
  add: "good",
  change: "info",
  keep: "quiet",
  refuse: "bad",
};

/** What the first rows would become. */
export function Preview({ id, plan, fields }: { id: string; plan: Plan; fields: readonly CustomField[] }) {
  const { t } = useTranslation();
  const partName = usePartName(fields);
  const phone = usePhoneNumbers();
  const people = $api.useQuery("get", "/api/users", {}).data?.items ?? [];
  const query = $api.useQuery(
    "post",
    "/api/contact-imports/{id}/preview",
    { params: { path: { id } }, body: plan },
    { placeholderData: (before) => before, retry: false, gcTime: 0 },
  );
  const shown = plan.parts.filter(
    (part) => part && !["name", "phone", "id", "bsuid", "username"].includes(part),
  );
  const value = (row: ImportPreviewRow, part: string): ReactNode => {
    const field = fields.find((known) => known.id === fieldOf(part));
    if (field) return row.fields[field.id] ? <FieldValue field={field} value={row.fields[field.id]} /> : "";
    switch (part) {
      case "tags":
        return row.tags.join(", ");
      case "owners":
        return people
          .filter(({ id: user }) => row.owners.includes(user))
          .map(({ name }) => name)
          .join(", ");
      case "shunned":
        return row.doNotContact ? t("audit.yes") : "";
    }
    return "";
  };
  return (
    <Card title={t("transfer.preview")}>
      {query.isError ? (
        <p
          className="flex items-center gap-2 border-line border-t bg-bad-soft px-4 py-3 text-bad-text"
          role="alert"
        >
          <TriangleAlert className="size-4 shrink-0" aria-hidden />
          {asApiError(query.error).message || t("app.errorText")}
        </p>
      ) : query.data ? (
        <ul className="divide-y divide-line border-line border-t">
          {query.data.items.map((row) => (
            <li
              key={row.row}
              data-testid="preview-row"
              data-outcome={row.outcome}
              className="grid gap-x-4 gap-y-1 px-4 py-2.5 md:grid-cols-[5rem_11rem_minmax(0,1fr)_minmax(0,1.4fr)] md:items-baseline"
            >
              <span className="text-sm text-text-3 tabular-nums">
                {t("transfer.rowNumber", { row: row.row })}
              </span>
              <span>
                <Badge tone={tones[row.outcome]}>{t(`transfer.outcome.${row.outcome}`)}</Badge>
              </span>
              <span className="min-w-0">
                <span className="block truncate font-medium">{row.name || "–"}</span>
                <span className="block truncate text-sm text-text-3">{phone(row.phone)}</span>
              </span>
              {row.outcome === "refuse" ? (
                <span className="min-w-0 break-words text-bad-text text-sm">
                  {row.part ? <span className="font-medium">{partName(row.part)}: </span> : null}
                  {row.reason}
                </span>
              ) : (
                <dl className="flex min-w-0 flex-wrap gap-x-4 gap-y-0.5 text-sm">
                  {shown
                    .map((part) => ({ part, is: value(row, part) }))
                    .filter(({ is }) => is !== "")
                    .map(({ part, is }) => (
                      <div key={part} className="flex min-w-0 gap-1.5">
                        <dt className="shrink-0 text-text-3">{partName(part)}</dt>
                        <dd className="min-w-0 break-words">{is}</dd>
                      </div>
                    ))}
                </dl>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton className="h-64" />
      )}
    </Card>
  );
}
