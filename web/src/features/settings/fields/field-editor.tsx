import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { CustomField } from "@/api/types";
import { Checkbox } from "@/ui/checkbox";
import { Choice } from "@/ui/choice";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { TextField } from "@/ui/text-field";

const types = ["text", "number", "date", "choice", "yes_no", "phone", "email", "url"] as const;

/** Defines or changes a custom field. What it holds stays as it was defined, because what is stored was read by it. */
export function FieldEditor({
  of,
  field,
  onSaved,
  onClose,
}: {
  /** What has the field. */
  of: CustomField["of"];
  field?: CustomField;
  onSaved: () => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(field?.name ?? "");
  const [type, setType] = useState<CustomField["type"]>(field?.type ?? "text");
  const [choices, setChoices] = useState(field?.choices.join("\n") ?? "");
  const [required, setRequired] = useState(field?.required ?? false);
  const [unique, setUnique] = useState(field?.unique ?? false);
  const countable = type !== "choice" && type !== "yes_no";
  const form = useForm({
    fields: ["name", "choices"],
    check: () => ({ name: name.trim() ? undefined : t("form.required") }),
    send: async () => {
      const options =
        type === "choice"
          ? choices
              .split("\n")
              .map((one) => one.trim())
              .filter(Boolean)
          : [];
      await must(
        field
          ? client.PUT("/api/settings/fields/{id}", {
              params: { path: { id: field.id } },
              body: { name, choices: options, required, position: field.position, version: field.version },
            })
          : client.POST("/api/settings/fields", {
              body: { of, name, type, choices: options, required, unique: unique && countable },
            }),
      );
      await onSaved();
      notifyGood(t("form.saved"));
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(field ? "fields.edit" : "fields.add")}>
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Field
          label={t("fields.name")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={form.errors.name}
          maxLength={60}
          autoComplete="off"
          autoFocus
          data-testid="field-name"
        />
        {field ? null : (
          <div className="space-y-1.5">
            <div className="font-medium text-sm">{t("fields.holds")}</div>
            <Choice
              label={t("fields.holds")}
              value={type}
              onChange={setType}
              options={types.map((one) => ({ value: one, label: t(`fields.type.${one}`) }))}
              className="h-9 w-full"
            />
          </div>
        )}
        {type === "choice" ? (
          <TextField
            label={t("fields.choices")}
            hint={t("fields.choicesHint")}
            value={choices}
            onChange={setChoices}
            error={form.errors.choices}
            testId="field-choices"
          />
        ) : null}
        <Checkbox checked={required} onChange={setRequired} testId="field-required">
          {t(`fields.requiredHint.${of}`)}
        </Checkbox>
        {field || !countable ? null : (
          <Checkbox checked={unique} onChange={setUnique} testId="field-unique">
            {t(`fields.uniqueHint.${of}`)}
          </Checkbox>
        )}
        <FormEnd form={form} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
