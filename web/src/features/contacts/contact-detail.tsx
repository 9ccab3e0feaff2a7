import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Contact } from "@/api/types";
import { useMe } from "@/app/session";
import { CallAction } from "@/features/call-action/call-action";
import { ContactDeals } from "@/features/crm/contact-deals";
import { exact } from "@/i18n/format";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { CopyButton } from "@/ui/copy-button";
import { ErrorNotice } from "@/ui/notice";
import { Phone } from "@/ui/phone";
import { HeadSkeleton, Skeleton } from "@/ui/skeleton";
import { ContactAuthorizations } from "./contact-authorizations";
import { ContactCalls } from "./contact-calls";
import { ContactMenu } from "./contact-menu";
import { ContactNotes } from "./contact-notes";
import { ContactServices } from "./contact-services";
import { ContactTwins } from "./contact-twins";
import { RecordCard } from "./record-card";
import { ShunnedBadge } from "./shunned-badge";
import { useMerged } from "./use-merged";

/** A contact: how to reach them, their services, their calls. */
export function ContactDetail({ id }: { id: string }) {
  const navigate = useNavigate();
  const query = $api.useQuery("get", "/api/contacts/{id}", { params: { path: { id } } });
  useMerged(id, query.data?.id, query.data?.displayName ?? "", (contactId) => {
    void navigate({
      to: "/contacts/$contactId",
      params: { contactId },
      search: (before) => before,
      replace: true,
    });
  });
  if (query.isError && !query.data) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Loading />;
  return <Shown contact={query.data} />;
}

function Shown({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const me = useMe();
  const number = contact.waId || contact.phone;
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-3 py-2.5 md:px-5">
        <div className="flex min-w-0 flex-1 basis-64 items-center gap-3">
          <Button asChild kind="ghost" size="icon" className="-mx-1 md:hidden">
            <Link to="/contacts" search={(before) => before} aria-label={t("contacts.back")}>
              <ArrowLeft className="size-[18px]" aria-hidden />
            </Link>
          </Button>
          <Avatar name={contact.displayName} />
          <div className="min-w-0">
            <div className="flex items-center gap-2">
              <h2 className="truncate font-semibold">{contact.displayName}</h2>
              {contact.doNotContact ? <ShunnedBadge shunned={contact.doNotContact} /> : null}
            </div>
            <div className="truncate text-sm text-text-3">
              {number ? <Phone digits={number} /> : t("contacts.noWhatsApp")}
            </div>
          </div>
          <ContactMenu contact={contact} />
        </div>
        <CallAction contactId={contact.id} name={contact.displayName} phone={number} place="contact" />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid w-full max-w-[60rem] grid-cols-1 gap-4 p-4 md:p-6 lg:grid-cols-2">
          <div className="space-y-4">
            {me.can.merge ? <ContactTwins contact={contact} /> : null}
            <Identities contact={contact} />
            <RecordCard contact={contact} />
            <ContactAuthorizations contactId={contact.id} />
          </div>
          <div className="space-y-4">
            <ContactNotes contactId={contact.id} />
            <ContactServices contactId={contact.id} name={contact.displayName} />
            {me.can.crm ? <ContactDeals contactId={contact.id} name={contact.displayName} /> : null}
            <ContactCalls contactId={contact.id} />
          </div>
        </div>
      </div>
    </>
  );
}

function Identities({ contact }: { contact: Contact }) {
  const { t, i18n } = useTranslation();
  const rows: [string, ReactNode, string | undefined][] = [
    [t("contacts.name"), contact.name, undefined],
    [t("contacts.whatsAppName"), contact.whatsAppName, undefined],
    [t("contacts.username"), contact.username ? `@${contact.username}` : undefined, undefined],
    [
      t("contacts.phone"),
      contact.phone ? <Phone key="phone" digits={contact.phone} /> : undefined,
      contact.phone,
    ],
    [t("contacts.waId"), contact.waId, contact.waId],
    [t("contacts.bsuid"), contact.bsuid, contact.bsuid],
    [t("contacts.since"), exact(new Date(contact.createdAt), i18n.language), undefined],
  ];
  return (
    <Card title={t("contacts.identities")}>
      <dl className="space-y-3 px-4 pb-4">
        {rows
          .filter(([, value]) => value)
          .map(([label, value, copied]) => (
            <div key={label}>
              <dt className="text-sm text-text-3">{label}</dt>
              <dd className="flex min-h-6 items-center gap-1 break-all">
                {value}
                {copied ? <CopyButton text={copied} label={label} /> : null}
              </dd>
            </div>
          ))}
      </dl>
    </Card>
  );
}

function Loading() {
  return (
    <div aria-hidden>
      <HeadSkeleton />
      <div className="mx-auto grid max-w-[60rem] grid-cols-1 gap-4 p-6 lg:grid-cols-2">
        <Skeleton className="h-72 rounded-card" />
        <Skeleton className="h-40 rounded-card" />
      </div>
    </div>
  );
}
