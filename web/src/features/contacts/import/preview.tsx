import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { CustomField, ImportPreviewRow } from "@/api/types";
import { FieldValue } from "@/features/fields/field-value";
import { usePhoneNumbers } from "@/i18n/phone";
import { Badge, type Tone } from "@/ui/badge";
import { Skeleton } from "@/ui/skeleton";
import { Table, Td, Th } from "@/ui/table";
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
  const cell = (row: ImportPreviewRow, part: string) => {
    const field = fields.find((known) => known.id === fieldOf(part));
    if (field) return <FieldValue field={field} value={row.fields[field.id]} />;
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
    return null;
  };
  return (
    <section aria-label={t("transfer.preview")} className="space-y-2">
      <h2 className="font-semibold">{t("transfer.preview")}</h2>
      {query.isError ? (
        <p className="flex items-center gap-2 rounded-soft bg-bad-soft px-3 py-2 text-bad-text" role="alert">
          <TriangleAlert className="size-4 shrink-0" aria-hidden />
          {asApiError(query.error).message || t("app.errorText")}
        </p>
      ) : query.data ? (
        <Table
          label={t("transfer.preview")}
          head={
            <>
              <Th>{t("transfer.row")}</Th>
              <Th>{t("transfer.becomes")}</Th>
              <Th>{t("transfer.part.name")}</Th>
              <Th>{t("transfer.part.phone")}</Th>
              {shown.map((part) => (
                <Th key={part}>{partName(part)}</Th>
              ))}
            </>
          }
        >
          {query.data.items.map((row) => (
            <tr key={row.row} data-testid="preview-row" data-outcome={row.outcome}>
              <Td className="text-text-3 tabular-nums">{row.row}</Td>
              <Td className="min-w-40 max-w-80">
                <Badge tone={tones[row.outcome]}>{t(`transfer.outcome.${row.outcome}`)}</Badge>
                {row.reason ? <span className="mt-1 block text-bad-text text-sm">{row.reason}</span> : null}
              </Td>
              <Td className="max-w-64 truncate font-medium">{row.name}</Td>
              <Td className="whitespace-nowrap">{phone(row.phone)}</Td>
              {shown.map((part) => (
                <Td key={part} className="max-w-56 truncate text-text-2">
                  {row.outcome === "refuse" ? null : cell(row, part)}
                </Td>
              ))}
            </tr>
          ))}
        </Table>
      ) : (
        <Skeleton className="h-64 rounded-card" />
      )}
    </section>
  );
}
