import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/app/session";
import { NoPermission, Notice } from "@/ui/notice";
import { Split } from "@/ui/split";
import { AddContact } from "./add-contact";
import { ContactDetail } from "./contact-detail";
import { ContactList } from "./contact-list";

/** Contacts: the list, and one of them. */
export function ContactsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const { contactId } = useParams({ strict: false });
  const { add } = useSearch({ from: "/frame/contacts" });
  if (!me.can.contacts) return <NoPermission />;
  return (
    <>
      <Split
        title={t("contacts.title")}
        showDetail={contactId !== undefined}
        list={<ContactList selected={contactId} />}
        detail={
          contactId ? (
            <ContactDetail key={contactId} id={contactId} />
          ) : (
            <Notice icon={<Users />} title={t("contacts.pickTitle")} text={t("contacts.pickText")} />
          )
        }
      />
      {add ? (
        <AddContact
          onClose={() =>
            void navigate({ to: ".", search: (before) => ({ ...before, add: undefined }), replace: true })
          }
        />
      ) : null}
    </>
  );
}
