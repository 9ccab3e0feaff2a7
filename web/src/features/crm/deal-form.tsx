import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Deal, Pipeline } from "@/api/types";
import { useMe } from "@/app/session";
import { ContactChoice } from "@/features/contacts/contact-choice";
import { FieldInput } from "@/features/fields/field-input";
import { changedValues, useFields } from "@/features/fields/use-fields";
import { Choice } from "@/ui/choice";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { amountOf, amountTyped } from "./money";
import { useDeals } from "./use-deals";

/** Makes a deal, or changes what is written on one. */
export function DealForm({
  deal,
  pipelines,
  pipelineId,
  contact,
  onClose,
}: {
  /** The one to change; a new one without it. */
  deal?: Deal;
  pipelines: readonly Pipeline[];
  /** The funnel that a new one is for at first. */
  pipelineId?: string;
  /** Who may buy, where that is known already. */
  contact?: { id: string; displayName: string };
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const { refresh } = useDeals();
  const [title, setTitle] = useState(deal?.title ?? "");
  const [funnel, setFunnel] = useState(deal?.pipelineId ?? pipelineId ?? pipelines[0]?.id ?? "");
  const pipeline = pipelines.find(({ id }) => id === funnel) ?? pipelines[0];
  const [stage, setStage] = useState(deal?.stage.id ?? "");
  const [who, setWho] = useState(deal?.contact ?? contact);
  const [owner, setOwner] = useState(deal ? (deal.owner?.id ?? "") : me.user.id);
  const currency = deal?.currency ?? pipeline?.currency ?? "BRL";
  const [value, setValue] = useState(deal ? amountTyped(deal.value, currency, i18n.language) : "");
  const [closeOn, setCloseOn] = useState(deal?.closeOn ?? "");
  const custom = useFields("deal");
  const [values, setValues] = useState<Record<string, string>>({ ...deal?.fields });
  /** What a change is made on. What a colleague changes while the form is open is not overwritten unseen. */
  const [base, setBase] = useState(deal);
  const rebase = async (old: Deal) => {
    const now = await must(client.GET("/api/deals/{id}", { params: { path: { id: old.id } } }));
    if (title === old.title) setTitle(now.title);
    if (who?.id === old.contact.id) setWho(now.contact);
    if (owner === (old.owner?.id ?? "")) setOwner(now.owner?.id ?? "");
    if (amountOf(value, currency) === old.value) setValue(amountTyped(now.value, currency, i18n.language));
    if (closeOn === (old.closeOn ?? "")) setCloseOn(now.closeOn ?? "");
    setValues((typed) => ({ ...now.fields, ...changedValues(custom, old.fields, typed) }));
    setBase(now);
  };
  const people = $api.useQuery("get", "/api/users", {}).data?.items ?? [];
  const stages = pipeline?.stages ?? [];
  const form = useForm({
    fields: [
      "title",
      "contactId",
      "value",
      "closeOn",
      "ownerId",
      "stageId",
      ...custom.map(({ id }) => `fields.${id}`),
    ],
    check: () => ({
      title: title.trim() ? undefined : t("form.required"),
      contactId: who ? undefined : t("crm.chooseContact"),
      value: amountOf(value, currency) === undefined ? t("crm.noAmount") : undefined,
      // A deal that is older than what is required is asked for it by the server, where its fields change.
      ...Object.fromEntries(
        custom.map(({ id, required }) => [
          `fields.${id}`,
          !deal && required && !values[id]?.trim() ? t("form.required") : undefined,
        ]),
      ),
    }),
    send: async () => {
      const changed = changedValues(custom, base?.fields ?? {}, values);
      const body = {
        title,
        contactId: who?.id ?? "",
        ownerId: owner || undefined,
        value: amountOf(value, currency) ?? 0,
        closeOn,
        fields: Object.keys(changed).length > 0 ? changed : undefined,
      };
      const saved = await must(
        base
          ? client.PATCH("/api/deals/{id}", {
              params: { path: { id: base.id } },
              body: { ...body, version: base.version },
            })
          : client.POST("/api/deals", {
              body: {
                ...body,
                closeOn: closeOn || undefined,
                pipelineId: funnel,
                stageId: stage || undefined,
              },
            }),
      )
        .catch(async (thrown) => {
          if (base && asApiError(thrown).reason === "deal_changed") await rebase(base);
          throw thrown;
        })
        .finally(refresh);
      notifyGood(t(deal ? "form.saved" : "crm.added", { title: saved.title }));
      onClose();
      if (!deal) {
        await navigate({
          to: "/crm/$dealId",
          params: { dealId: saved.id },
          search: { pipeline: saved.pipelineId },
        });
      }
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(deal ? "crm.editTitle" : "crm.newTitle")}
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Field
          label={t("crm.title")}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          maxLength={200}
          error={form.errors.title}
          autoComplete="off"
          autoFocus
          data-testid="deal-title"
        />
        <div className="space-y-1.5">
          {me.can.contacts ? (
            <ContactChoice
              label={t("crm.contact")}
              chosen={who?.displayName ?? ""}
              placeholder={t("crm.chooseContact")}
              onChoose={setWho}
              testId="deal-contact"
            />
          ) : (
            <p>
              <span className="block font-medium text-sm">{t("crm.contact")}</span>
              {who?.displayName ?? t("crm.noContacts")}
            </p>
          )}
          <p role="alert" className="text-bad-text text-sm empty:hidden">
            {form.errors.contactId}
          </p>
        </div>
        {deal ? null : (
          <div className="grid grid-cols-2 gap-3">
            <Labelled label={t("crm.funnel")}>
              <Choice
                label={t("crm.funnel")}
                value={funnel}
                onChange={(id) => {
                  setFunnel(id);
                  setStage("");
                }}
                options={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
                className="h-9 w-full"
              />
            </Labelled>
            <Labelled label={t("crm.stage")}>
              <Choice
                label={t("crm.stage")}
                value={stage || (stages[0]?.id ?? "")}
                onChange={setStage}
                options={stages.map(({ id = "", name }) => ({ value: id, label: name }))}
                className="h-9 w-full"
              />
            </Labelled>
          </div>
        )}
        <div className="grid grid-cols-2 gap-3">
          <Field
            label={t("crm.valueIn", { currency })}
            value={value}
            onChange={(event) => setValue(event.target.value)}
            inputMode="decimal"
            error={form.errors.value}
            autoComplete="off"
            data-testid="deal-value"
          />
          <Field
            label={t("crm.closeOn")}
            type="date"
            value={closeOn}
            onChange={(event) => setCloseOn(event.target.value)}
            error={form.errors.closeOn}
            data-testid="deal-close-on"
          />
        </div>
        <Labelled label={t("crm.owner")}>
          <Choice
            label={t("crm.owner")}
            value={owner}
            onChange={setOwner}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
            className="h-9 w-full"
          />
        </Labelled>
        {custom.map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={values[field.id] ?? ""}
            onChange={(next) => setValues((typed) => ({ ...typed, [field.id]: next }))}
            error={form.errors[`fields.${field.id}`]}
          />
        ))}
        <FormEnd form={form} onCancel={onClose} submitLabel={deal ? undefined : t("crm.create")} />
      </form>
    </Dialog>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0 space-y-1.5">
      <div className="font-medium text-sm">{label}</div>
      {children}
    </div>
  );
}
