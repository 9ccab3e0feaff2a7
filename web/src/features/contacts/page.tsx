import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "@/app/session";
import { NoPermission } from "@/ui/notice";
import { Split } from "@/ui/split";
import { useWide } from "@/ui/wide";
import { AddContact } from "./add-contact";
import { ContactDetail } from "./contact-detail";
import { ContactList } from "./contact-list";
import { ContactTable } from "./contact-table";

/** Contacts: all of them as a table, on a small screen as a list; and one of them beside the list. */
export function ContactsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const wide = useWide();
  const { contactId } = useParams({ strict: false });
  const { add } = useSearch({ from: "/frame/contacts" });
  if (!me.can.contacts) return <NoPermission />;
  return (
    <>
      {wide && !contactId ? (
        <ContactTable />
      ) : (
        <Split
          title={t("contacts.title")}
          showDetail={contactId !== undefined}
          list={<ContactList selected={contactId} />}
          detail={contactId ? <ContactDetail key={contactId} id={contactId} /> : null}
        />
      )}
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
