import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { toast } from "sonner";
import { client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Contact } from "@/api/types";
import { phoneNumber } from "@/i18n/phone";
import { Dialog } from "@/ui/dialog";
import { ContactForm, type ContactValues } from "./contact-form";

/** Changes a contact's name and number. Somebody else's change in the meantime is shown and not overwritten unseen. */
export function EditContact({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const refresh = () =>
    cache.invalidateQueries({
      predicate: ({ queryKey }) =>
        [
          "/api/contacts",
          "/api/contacts/{id}",
          "/api/conversations",
          "/api/conversations/{id}",
          "/api/call-action",
        ].includes(String(queryKey[1])),
    });
  const save = async (values: ContactValues) => {
    try {
      await must(
        client.PATCH("/api/contacts/{id}", {
          params: { path: { id: contact.id } },
          body: { ...values, version: contact.version },
        }),
      );
    } catch (thrown) {
      if (asApiError(thrown).status === 409) await refresh();
      throw thrown;
    }
    await refresh();
    toast.success(t("contacts.saved"));
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("contacts.editTitle")}>
      <ContactForm
        initial={{ name: contact.name ?? "", phone: phoneNumber(contact.phone) }}
        submitLabel={t("app.save")}
        needsPhone={false}
        onSubmit={save}
        onCancel={onClose}
      />
    </Dialog>
  );
}
