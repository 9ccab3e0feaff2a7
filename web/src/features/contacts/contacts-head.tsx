import { Link } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";
import { SearchField } from "@/ui/search-field";
import { ContactsMenu } from "./contacts-menu";
import { NarrowContacts } from "./narrow-contacts";
import type { Contacts } from "./use-contacts";

/** Above the contacts, as a list or a table: what they are narrowed by, and the search. */
export function ContactsHead({
  contacts,
  roomy = false,
  children,
}: {
  contacts: Contacts;
  /** There is room for buttons that import and export: the menu need not have them. */
  roomy?: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <header className="space-y-2.5 border-line border-b px-4 pt-3 pb-3">
      <div className="flex h-7 items-center gap-2">
        <h2 className="mr-auto truncate font-semibold text-lg">{t("contacts.title")}</h2>
        <NarrowContacts by={contacts.by} onChange={contacts.change} />
        {children}
        <Button asChild size="s">
          <Link to="." search={(before) => ({ ...before, add: true })} data-testid="add-contact">
            <UserPlus className="size-4" aria-hidden />
            {t("contacts.addShort")}
          </Link>
        </Button>
        <ContactsMenu by={contacts.by} brief={roomy} />
      </div>
      <div className="md:max-w-96">
        <SearchField
          value={contacts.by.q ?? ""}
          onChange={(text) => contacts.change({ q: text || undefined })}
          label={t("contacts.search")}
        />
      </div>
    </header>
  );
}
