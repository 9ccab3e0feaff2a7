import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import type { Contact, CustomField } from "@/api/types";
import { FieldInput } from "@/features/fields/field-input";
import { changedValues } from "@/features/fields/use-fields";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { Picker } from "@/ui/picker";
import { Switch } from "@/ui/switch";
import { useContactRefresh } from "./use-contact-refresh";

/** How many known tags are offered. */
const offered = 12;

/** Changes what the team wrote about a contact. */
export function RecordDialog({
  contact,
  fields,
  people,
  onClose,
}: {
  contact: Contact;
  fields: readonly CustomField[];
  people: readonly { id: string; name: string }[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const refresh = useContactRefresh();
  const known = $api.useQuery("get", "/api/tags", {}).data?.items ?? [];
  const [tags, setTags] = useState(contact.tags.join(", "));
  const [owners, setOwners] = useState<string[]>([...contact.owners]);
  const [values, setValues] = useState<Record<string, string>>({ ...contact.fields });
  const [shunned, setShunned] = useState(contact.doNotContact !== undefined);
  const [reason, setReason] = useState(contact.doNotContact?.reason ?? "");
  const written = tags
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);
  const form = useForm({
    fields: ["tags", "owners", "reason", ...fields.map(({ id }) => `fields.${id}`)],
    send: async () => {
      const changed = changedValues(fields, contact.fields, values);
      await must(
        client.PATCH("/api/contacts/{id}", {
          params: { path: { id: contact.id } },
          body: {
            tags: written,
            owners,
            ...(Object.keys(changed).length > 0 ? { fields: changed } : {}),
            ...(shunned !== (contact.doNotContact !== undefined) ? { doNotContact: shunned, reason } : {}),
            version: contact.version,
          },
        }),
      );
      await refresh();
      notifyGood(t("contacts.saved"));
      onClose();
    },
    onConflict: refresh,
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("record.edit")}
      className="sm:top-[7vh] sm:max-h-[86vh] sm:w-[34rem]"
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <div className="space-y-2">
          <Field
            label={t("record.tags")}
            hint={t("record.tagsHint")}
            value={tags}
            onChange={(event) => setTags(event.target.value)}
            error={form.errors.tags}
            autoComplete="off"
            data-testid="tags"
          />
          <div className="flex flex-wrap gap-1.5 empty:hidden">
            {known
              .filter(({ tag }) => !written.includes(tag))
              .slice(0, offered)
              .map(({ tag }) => (
                <Button key={tag} size="s" onClick={() => setTags([...written, tag].join(", "))}>
                  {tag}
                </Button>
              ))}
          </div>
        </div>
        {fields.map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={values[field.id] ?? ""}
            onChange={(value) => setValues({ ...values, [field.id]: value })}
            error={form.errors[`fields.${field.id}`]}
          />
        ))}
        <Picker
          label={t("record.owners")}
          options={people}
          chosen={owners}
          onChange={setOwners}
          testId="owners-picker"
        />
        <p className="text-sm text-text-3">{t("record.ownersHint")}</p>
        <p role="alert" className="text-bad-text text-sm empty:hidden">
          {form.errors.owners}
        </p>
        <Switch
          checked={shunned}
          onChange={setShunned}
          label={t("record.shunned")}
          hint={t("record.shunnedHint")}
          testId="shunned"
        />
        {shunned && contact.doNotContact === undefined ? (
          <Field
            label={t("record.reason")}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            error={form.errors.reason}
            maxLength={200}
            autoComplete="off"
            data-testid="shunned-reason"
          />
        ) : null}
        <FormEnd form={form} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
