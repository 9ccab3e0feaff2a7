import { useNavigate } from "@tanstack/react-router";
import { Command as List } from "cmdk";
import { ArrowLeft, Handshake, Phone as PhoneIcon, Search, UserPlus } from "lucide-react";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Contact } from "@/api/types";
import { CallAction } from "@/features/call-action/call-action";
import { useGranted } from "@/features/call-action/use-granted";
import { sectionsFor } from "@/features/settings/sections";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Keys } from "@/ui/keys";
import { Phone } from "@/ui/phone";
import { dealValue, FoundDeals, useFoundDeals } from "./command-deals";
import { Entry, Group } from "./command-list";
import { pages, useSetUp } from "./navigation";
import { useMe } from "./session";

/** How many of the people found can be called from the list. */
const callable = 3;

/** Search over contacts, deals and pages; who is found can be called. */
export function Command({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const [calling, setCalling] = useState<Contact>();
  const granted = useGranted();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 120);
    return () => clearTimeout(timer);
  }, [text]);
  const found = $api.useQuery(
    "get",
    "/api/contacts",
    { params: { query: { search: asked, limit: 8 } } },
    { placeholderData: (before) => before },
  );
  const wanted = text.trim().toLowerCase();
  const below = useSetUp();
  const me = useMe();
  const every = [
    ...[...pages, ...below].map(({ to, label, icon, keys }) => ({ to, label, icon, keys })),
    // The pages within System Settings are found when they are asked for; unasked they would be too many.
    ...(wanted
      ? sectionsFor(me).flatMap((section) =>
          section.pages.map(({ to, title, icon }) => ({ to, label: title, icon, keys: [] })),
        )
      : []),
  ];
  const shown = every.filter((page) => t(page.label).toLowerCase().includes(wanted));
  const contacts = found.data?.items ?? [];
  const deals = useFoundDeals(asked);
  const mayMakeDeal = me.can.crm && t("search.newDeal").toLowerCase().includes(wanted);
  const reachable = granted && wanted ? contacts.slice(0, callable) : [];
  // What is found comes later than it is asked for, and the first of it is what Enter chooses.
  const values: string[] = [
    ...shown.map(({ to }) => to),
    ...contacts.map(({ id }) => id),
    ...deals.map(dealValue),
    ...reachable.map(({ id }) => `call ${id}`),
    "add-contact",
    ...(mayMakeDeal ? ["add-deal"] : []),
  ];
  const [marked, setMarked] = useState("");
  const go = (run: () => Promise<void>) => {
    onClose();
    void run();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fade fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fade fixed inset-x-3 top-3 z-50 overflow-hidden rounded-card border border-line bg-raised shadow-2 sm:inset-x-auto sm:top-[14vh] sm:left-1/2 sm:w-[34rem] sm:-translate-x-1/2"
        >
          <Dialog.Title className="sr-only">{t("search.title")}</Dialog.Title>
          {calling ? (
            <Calling contact={calling} onBack={() => setCalling(undefined)} onClose={onClose} />
          ) : null}
          <List
            hidden={Boolean(calling)}
            shouldFilter={false}
            label={t("search.title")}
            loop
            value={values.includes(marked) ? marked : values[0]}
            onValueChange={setMarked}
          >
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search className="size-4 shrink-0 text-text-3" aria-hidden />
              <List.Input
                value={text}
                onValueChange={(next) => {
                  setText(next);
                  setMarked("");
                }}
                placeholder={t("search.placeholder")}
                className="h-12 flex-1 bg-transparent text-base outline-none placeholder:text-text-3"
              />
              <Keys keys={["Esc"]} className="max-sm:hidden" />
            </div>
            <List.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
              {shown.length > 0 ? (
                <Group heading={t("search.pages")}>
                  {shown.map(({ to, label, icon: Icon, keys }) => (
                    <Entry key={to} value={to} onSelect={() => go(() => navigate({ to }))}>
                      <Icon className="mx-1 size-[18px] text-text-3" aria-hidden />
                      <span className="flex-1">{t(label)}</span>
                      {keys.length > 0 ? (
                        <Keys keys={keys.map((key) => key.toUpperCase())} className="max-sm:hidden" />
                      ) : null}
                    </Entry>
                  ))}
                </Group>
              ) : null}
              {contacts.length > 0 ? (
                <Group heading={t("search.contacts")}>
                  {contacts.map((contact) => (
                    <Entry
                      key={contact.id}
                      value={contact.id}
                      onSelect={() =>
                        go(() => navigate({ to: "/contacts/$contactId", params: { contactId: contact.id } }))
                      }
                    >
                      <Avatar name={contact.displayName} size="s" />
                      <span className="min-w-0 flex-1 truncate">{contact.displayName}</span>
                      <span className="shrink-0 text-sm text-text-3">
                        <Phone digits={contact.waId || contact.phone} />
                      </span>
                    </Entry>
                  ))}
                </Group>
              ) : null}
              <FoundDeals
                deals={deals}
                onChoose={({ id, pipelineId }) =>
                  go(() =>
                    navigate({
                      to: "/crm/$dealId",
                      params: { dealId: id },
                      search: { pipeline: pipelineId },
                    }),
                  )
                }
              />
              <Group heading={t("search.actions")}>
                {reachable.map((contact) => (
                  <Entry key={contact.id} value={`call ${contact.id}`} onSelect={() => setCalling(contact)}>
                    <PhoneIcon className="mx-1 size-[18px] text-text-3" aria-hidden />
                    <span className="truncate">{t("action.open", { name: contact.displayName })}</span>
                  </Entry>
                ))}
                <Entry
                  value="add-contact"
                  onSelect={() => go(() => navigate({ to: "/contacts", search: { add: true } }))}
                >
                  <UserPlus className="mx-1 size-[18px] text-text-3" aria-hidden />
                  {t("search.newContact")}
                </Entry>
                {mayMakeDeal ? (
                  <Entry
                    value="add-deal"
                    onSelect={() => go(() => navigate({ to: "/crm", search: { add: true } }))}
                  >
                    <Handshake className="mx-1 size-[18px] text-text-3" aria-hidden />
                    {t("search.newDeal")}
                  </Entry>
                ) : null}
              </Group>
              {wanted && contacts.length + deals.length + shown.length === 0 ? (
                <p className="px-3 py-4 text-center text-text-2">
                  {found.isFetching ? t("search.searching") : t("search.none", { text: text.trim() })}
                </p>
              ) : null}
            </List.List>
          </List>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The call action for somebody who was found. */
function Calling({
  contact,
  onBack,
  onClose,
}: {
  contact: Contact;
  onBack: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const number = contact.waId || contact.phone;
  return (
    <div className="flex flex-wrap items-center gap-3 p-3" data-testid="search-call">
      <Button kind="ghost" size="icon" aria-label={t("search.back")} onClick={onBack} autoFocus>
        <ArrowLeft className="size-[18px]" aria-hidden />
      </Button>
      <Avatar name={contact.displayName} size="s" />
      <span className="min-w-0 flex-1 basis-32">
        <span className="block truncate font-medium">{contact.displayName}</span>
        <span className="block text-sm text-text-3">
          <Phone digits={number} />
        </span>
      </span>
      <CallAction
        contactId={contact.id}
        name={contact.displayName}
        phone={number}
        place="search"
        onLeave={onClose}
      />
    </div>
  );
}
