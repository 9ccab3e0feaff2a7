import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { useFields } from "@/features/fields/use-fields";
import { Dialog } from "@/ui/dialog";
import { notifyGood } from "@/ui/notify";
import { ContactForm, type ContactValues } from "./contact-form";

/** Adds a contact and shows it. */
export function AddContact({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const fields = useFields("contact");
  const add = async (values: ContactValues) => {
    const contact = await must(client.POST("/api/contacts", { body: values }));
    void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/api/contacts" });
    notifyGood(t("contacts.added", { name: contact.displayName }));
    await navigate({ to: "/contacts/$contactId", params: { contactId: contact.id }, search: {} });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("contacts.addTitle")}
      text={t("contacts.addText")}
    >
      <ContactForm
        initial={{ name: "", phone: "" }}
        submitLabel={t("contacts.create")}
        needsPhone
        fields={fields.filter(({ required }) => required)}
        onSubmit={add}
        onCancel={onClose}
      />
    </Dialog>
  );
}
