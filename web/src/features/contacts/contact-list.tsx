import { Link } from "@tanstack/react-router";
import { Table2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";
import { Hint } from "@/ui/hint";
import { listKeys } from "@/ui/list-keys";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ContactRow } from "./contact-row";
import { ContactsHead } from "./contacts-head";
import { NoContacts } from "./no-contacts";
import { useContacts } from "./use-contacts";

/** The contacts as a list, beside one of them or on a small screen. */
export function ContactList({ selected }: { selected?: string }) {
  const { t } = useTranslation();
  const contacts = useContacts();
  const { query, rows } = contacts;
  return (
    <>
      <ContactsHead contacts={contacts}>
        {selected ? (
          <Hint text={t("record.toTable")}>
            <Button asChild size="iconS" className="max-md:hidden">
              <Link
                to="/contacts"
                search={(before) => before}
                aria-label={t("record.toTable")}
                data-testid="to-table"
              >
                <Table2 className="size-4" aria-hidden />
              </Link>
            </Button>
          </Hint>
        ) : null}
      </ContactsHead>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: moves the focus between the links within */}
      <div className="min-h-0 flex-1 overflow-y-auto" onKeyDown={listKeys}>
        <NoContacts contacts={contacts} />
        {rows.length > 0 ? (
          <ul aria-label={t("contacts.title")}>
            {rows.map((contact) => (
              <ContactRow key={contact.id} contact={contact} selected={contact.id === selected} />
            ))}
          </ul>
        ) : null}
        <MoreOnScroll
          has={query.hasNextPage}
          loading={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
      </div>
    </>
  );
}
