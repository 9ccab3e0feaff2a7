import { useTranslation } from "react-i18next";
import type { CustomField } from "@/api/types";
import { Choice } from "@/ui/choice";
import { Field } from "@/ui/field";

const nothing = "-";
const kinds: Record<string, string> = {
  number: "text",
  date: "date",
  phone: "tel",
  email: "email",
  url: "url",
};

/** The input of a custom field, by its type. */
export function FieldInput({
  field,
  value,
  onChange,
  error,
}: {
  field: CustomField;
  value: string;
  onChange: (value: string) => void;
  error?: string;
}) {
  const { t } = useTranslation();
  const label = field.required ? t("fields.needed", { name: field.name }) : field.name;
  if (field.type === "choice" || field.type === "yes_no") {
    const options =
      field.type === "choice"
        ? field.choices.map((one) => ({ value: one, label: one }))
        : ["yes", "no"].map((one) => ({ value: one, label: t(`fields.${one}`) }));
    return (
      <div className="space-y-1.5">
        <div className="font-medium text-sm">{label}</div>
        <Choice
          label={label}
          value={value || nothing}
          onChange={(next) => onChange(next === nothing ? "" : next)}
          options={[{ value: nothing, label: t("fields.none") }, ...options]}
          className="h-9 w-full"
        />
        <p role="alert" className="text-bad-text text-sm empty:hidden">
          {error}
        </p>
      </div>
    );
  }
  return (
    <Field
      label={label}
      type={kinds[field.type] ?? "text"}
      inputMode={field.type === "number" ? "decimal" : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
      autoComplete="off"
      data-testid={`field-${field.name}`}
    />
  );
}
