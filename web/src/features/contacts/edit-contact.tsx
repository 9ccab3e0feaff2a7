import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Contact } from "@/api/types";
import { usePhoneNumber } from "@/i18n/phone";
import { Dialog } from "@/ui/dialog";
import { notifyGood } from "@/ui/notify";
import { ContactForm, type ContactValues } from "./contact-form";
import { useContactRefresh } from "./use-contact-refresh";

/** Changes a contact's name and number. Somebody else's change in the meantime is shown and not overwritten unseen. */
export function EditContact({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation();
  const phone = usePhoneNumber(contact.phone);
  const refresh = useContactRefresh();
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
    notifyGood(t("contacts.saved"));
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("contacts.editTitle")}>
      <ContactForm
        initial={{ name: contact.name ?? "", phone }}
        submitLabel={t("app.save")}
        needsPhone={false}
        onSubmit={save}
        onCancel={onClose}
      />
    </Dialog>
  );
}
