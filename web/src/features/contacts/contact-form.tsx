import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { asApiError } from "@/api/problem";
import type { CustomField } from "@/api/types";
import { FieldInput } from "@/features/fields/field-input";
import { phoneDigits } from "@/i18n/phone";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";

export interface ContactValues {
  name: string;
  phone: string;
  /** Values of custom fields by their ids. */
  fields?: Record<string, string>;
}

interface Errors {
  name?: string;
  phone?: string;
  form?: string;
  /** By the server's name of a field: "fields.<id>". */
  [field: string]: string | undefined;
}

/** The fields of a contact. The server's refusal is shown at the field that it names. */
export function ContactForm({
  initial,
  submitLabel,
  needsPhone,
  fields = [],
  onSubmit,
  onCancel,
}: {
  initial: ContactValues;
  submitLabel: string;
  needsPhone: boolean;
  /** Custom fields that have to be filled in here. */
  fields?: readonly CustomField[];
  onSubmit: (values: ContactValues) => Promise<void>;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [errors, setErrors] = useState<Errors>({});
  const [sending, setSending] = useState(false);
  const [values, setValues] = useState<Record<string, string>>({});

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "").trim();
    const typed = String(form.get("phone") ?? "").trim();
    const phone = phoneDigits(typed);
    const found: Errors = {};
    if (needsPhone && !name) found.name = t("contacts.noName");
    if (!phone && (typed || needsPhone)) found.phone = t("contacts.badPhone");
    for (const { id } of fields) if (!values[id]) found[`fields.${id}`] = t("form.required");
    setErrors(found);
    if (Object.values(found).some(Boolean)) return;
    setSending(true);
    try {
      await onSubmit({ name, phone, ...(fields.length > 0 ? { fields: values } : {}) });
    } catch (thrown) {
      const error = asApiError(thrown);
      const words = error.code === "offline" ? t("app.offlineText") : error.message || t("contacts.failed");
      if (error.field === "phone") setErrors({ phone: error.message || t("contacts.badPhone") });
      else if (error.field === "name" || error.field.startsWith("fields."))
        setErrors({ [error.field]: words });
      else setErrors({ form: error.status === 409 && !error.field ? t("contacts.conflict") : words });
    } finally {
      setSending(false);
    }
  };

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <Field
        label={t("contacts.name")}
        name="name"
        defaultValue={initial.name}
        error={errors.name}
        autoComplete="off"
        autoFocus
        data-testid="contact-name"
      />
      <Field
        label={t("contacts.phone")}
        name="phone"
        type="tel"
        inputMode="tel"
        autoComplete="off"
        defaultValue={initial.phone}
        hint={t("contacts.phoneHint")}
        error={errors.phone}
        data-testid="contact-phone"
      />
      {fields.map((field) => (
        <FieldInput
          key={field.id}
          field={field}
          value={values[field.id] ?? ""}
          onChange={(value) => setValues({ ...values, [field.id]: value })}
          error={errors[`fields.${field.id}`]}
        />
      ))}
      {errors.form ? (
        <p role="alert" className="text-bad-text">
          {errors.form}
        </p>
      ) : null}
      <div className="flex justify-end gap-2 pt-1">
        <Button onClick={onCancel}>{t("app.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={sending} data-testid="save-contact">
          {sending ? t("app.saving") : submitLabel}
        </Button>
      </div>
    </form>
  );
}
