import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Contact } from "@/api/types";
import { usePhoneNumber } from "@/i18n/phone";
import { Avatar } from "@/ui/avatar";
import { cn } from "@/ui/cn";

/** One contact in the list. */
export function ContactRow({ contact, selected }: { contact: Contact; selected: boolean }) {
  const { t } = useTranslation();
  const number = usePhoneNumber(contact.waId || contact.phone);
  const other = contact.whatsAppName !== contact.displayName ? contact.whatsAppName : "";
  return (
    <li className="row-lazy">
      <Link
        to="/contacts/$contactId"
        params={{ contactId: contact.id }}
        search={(before) => ({ ...before, add: undefined })}
        data-row
        data-testid="contact-row"
        aria-current={selected ? "true" : undefined}
        className={cn(
          "flex h-[60px] items-center gap-3 px-4 outline-offset-[-2px] transition-colors ease-quick",
          selected ? "bg-selected" : "hover:bg-hover",
        )}
      >
        <Avatar name={contact.displayName} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{contact.displayName}</span>
          <span className="block truncate text-sm text-text-2">
            {number || (contact.username ? `@${contact.username}` : t("contacts.noWhatsApp"))}
            {other ? <span className="text-text-3"> · {other}</span> : null}
          </span>
        </span>
      </Link>
    </li>
  );
}
