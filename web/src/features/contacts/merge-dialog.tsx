import { useNavigate } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import type { Contact, MergePlan } from "@/api/types";
import { day } from "@/i18n/format";
import { usePhoneNumber } from "@/i18n/phone";
import { Badge } from "@/ui/badge";
import { cn } from "@/ui/cn";
import { Dialog } from "@/ui/dialog";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { Phone } from "@/ui/phone";
import { Skeleton } from "@/ui/skeleton";
import { ContactChoice } from "./contact-choice";
import { useContactRefresh } from "./use-contact-refresh";

/** Makes one contact of two: says which two, who stays, and what becomes of them. Without the other it is chosen here. */
export function MergeDialog({
  contact,
  other,
  stay = false,
  onClose,
}: {
  contact: Contact;
  other?: Contact;
  /** Whether the page stays afterwards; else it goes on to what they become. */
  stay?: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const refresh = useContactRefresh();
  const [second, setSecond] = useState(other);
  const [stays, setStays] = useState(contact.id);
  const gone = stays === contact.id ? second : contact;
  const plan = $api.useQuery(
    "get",
    "/api/contacts/{id}/merge",
    { params: { path: { id: stays }, query: { with: gone?.id ?? "" } } },
    { enabled: second !== undefined, placeholderData: (before) => before },
  );
  const form = useForm({
    fields: [],
    send: async () => {
      if (!plan.data) return;
      const { contact: into, gone: from } = plan.data;
      const merged = await must(
        client.POST("/api/contacts/{id}/merge", {
          params: { path: { id: into.id } },
          body: { id: from.id, version: into.version, goneVersion: from.version },
        }),
      );
      await refresh();
      notifyGood(t("merge.done", { name: merged.displayName }));
      onClose();
      if (stay) return;
      await navigate({
        to: "/contacts/$contactId",
        params: { contactId: merged.id },
        search: (before) => before,
        replace: true,
      });
    },
    onConflict: async () => {
      await Promise.all([refresh(), plan.refetch()]);
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("merge.title")}
      text={t("merge.lead")}
      className="sm:top-[7vh] sm:max-h-[86vh] sm:w-[36rem]"
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        {other ? null : (
          <ContactChoice
            label={t("merge.with", { name: contact.displayName })}
            chosen={second?.displayName ?? ""}
            placeholder={t("merge.choose")}
            except={contact.id}
            onChoose={(one) => {
              setSecond(one);
              setStays(contact.id);
            }}
            testId="merge-with"
          />
        )}
        {second ? (
          <fieldset>
            <legend className="mb-1.5 font-medium text-sm">{t("merge.stays")}</legend>
            <div className="grid gap-2 sm:grid-cols-2">
              {[contact, second].map((one) => (
                <Side
                  key={one.id}
                  contact={one}
                  checked={stays === one.id}
                  onCheck={() => setStays(one.id)}
                />
              ))}
            </div>
          </fieldset>
        ) : null}
        {plan.data && second ? <Outcome plan={plan.data} /> : null}
        {second && plan.isPending ? <Skeleton className="h-32 rounded-soft" /> : null}
        <FormEnd
          form={form}
          submitLabel={t("merge.go")}
          disabled={!plan.data || plan.isPlaceholderData || !second}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function Side({ contact, checked, onCheck }: { contact: Contact; checked: boolean; onCheck: () => void }) {
  const { t, i18n } = useTranslation();
  const number = contact.waId || contact.phone;
  return (
    <label
      className={cn(
        "flex min-w-0 cursor-pointer items-start gap-2.5 rounded-soft border p-3",
        checked ? "border-accent bg-accent-soft" : "border-line hover:bg-hover",
      )}
    >
      <input
        type="radio"
        name="stays"
        checked={checked}
        onChange={onCheck}
        className="mt-1 accent-[var(--accent)]"
        data-testid="stays"
      />
      <span className="min-w-0">
        <span className="block truncate font-medium">{contact.displayName}</span>
        <span className="block text-sm text-text-2">
          {number ? <Phone digits={number} /> : t("contacts.noWhatsApp")}
        </span>
        <span className="block text-sm text-text-2">
          {t("merge.added", { when: day(contact.createdAt.slice(0, 10), i18n.language) })}
        </span>
      </span>
    </label>
  );
}

/** What becomes of the two. */
function Outcome({ plan }: { plan: MergePlan }) {
  const { t } = useTranslation();
  const people = $api.useQuery("get", "/api/users", {}).data?.items ?? [];
  const { contact, gone, samePerson } = plan;
  const number = contact.waId || contact.phone;
  const lost = usePhoneNumber(gone.waId || gone.phone);
  const owners = people.filter(({ id }) => contact.owners.includes(id)).map(({ name }) => name);
  return (
    <section
      className="space-y-3 rounded-soft bg-sunken p-3"
      aria-label={t("merge.becomes")}
      data-testid="merge-outcome"
    >
      <h3 className="font-medium text-sm">{t("merge.becomes")}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        <dt className="text-text-2">{t("contacts.name")}</dt>
        <dd className="min-w-0 break-words">{contact.displayName}</dd>
        <dt className="text-text-2">{t("contacts.phone")}</dt>
        <dd>{number ? <Phone digits={number} /> : t("contacts.noWhatsApp")}</dd>
        {contact.tags.length > 0 ? (
          <>
            <dt className="text-text-2">{t("record.tags")}</dt>
            <dd className="flex flex-wrap gap-1">
              {contact.tags.map((tag) => (
                <Badge key={tag} tone="accent">
                  {tag}
                </Badge>
              ))}
            </dd>
          </>
        ) : null}
        <dt className="text-text-2">{t("record.owners")}</dt>
        <dd>{owners.length > 0 ? owners.join(", ") : t("record.everybody")}</dd>
      </dl>
      {samePerson ? null : (
        <p className="flex gap-2 text-warn-text" data-testid="merge-warning">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <span>{t("merge.otherNumber", { number: lost || gone.displayName })}</span>
        </p>
      )}
      {contact.doNotContact ? (
        <p className="flex gap-2 text-warn-text">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <span>{t("record.shunned")}</span>
        </p>
      ) : null}
    </section>
  );
}
