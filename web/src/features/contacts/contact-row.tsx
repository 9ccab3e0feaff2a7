import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Contact } from "@/api/types";
import { CallHere } from "@/features/call-action/call-here";
import { usePhoneNumber } from "@/i18n/phone";
import { Avatar } from "@/ui/avatar";
import { Badge } from "@/ui/badge";
import { cn } from "@/ui/cn";
import { ListRow, rowLink } from "@/ui/list-row";

/** One contact in the list. */
export function ContactRow({ contact, selected }: { contact: Contact; selected: boolean }) {
  const { t } = useTranslation();
  const number = usePhoneNumber(contact.waId || contact.phone);
  const other = contact.whatsAppName !== contact.displayName ? contact.whatsAppName : "";
  return (
    <ListRow
      selected={selected}
      end={
        <CallHere
          contactId={contact.id}
          name={contact.displayName}
          phone={contact.waId || contact.phone}
          place="search"
        />
      }
    >
      <Link
        to="/contacts/$contactId"
        params={{ contactId: contact.id }}
        search={(before) => ({ ...before, add: undefined })}
        data-row
        data-testid="contact-row"
        aria-current={selected ? "true" : undefined}
        className={cn(rowLink, "h-[60px]")}
      >
        <Avatar name={contact.displayName} />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-1.5">
            <span
              className={cn("truncate font-medium", contact.doNotContact && "line-through decoration-bad")}
            >
              {contact.displayName}
            </span>
            {contact.tags.slice(0, 2).map((tag) => (
              <Badge key={tag} className="h-4.5 max-w-24 shrink-0 truncate px-1.5">
                {tag}
              </Badge>
            ))}
          </span>
          <span className="block truncate text-sm text-text-2">
            {number || (contact.username ? `@${contact.username}` : t("contacts.noWhatsApp"))}
            {other ? <span className="text-text-3"> · {other}</span> : null}
          </span>
        </span>
      </Link>
    </ListRow>
  );
}
