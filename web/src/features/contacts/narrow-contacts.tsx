import { ListFilter } from "lucide-react";
import { Popover } from "radix-ui";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/choice";
import { type ContactNarrowing, filters, type Order, orders, wide } from "./narrowing";

const any = "-";

import { useFields } from "@/features/fields/use-fields";

/** What the contacts are narrowed by and how they are ordered: one panel. */
export function NarrowContacts({
  by,
  onChange,
}: {
  by: ContactNarrowing;
  onChange: (change: ContactNarrowing) => void;
}) {
  const { t } = useTranslation();
  const count = filters(by);
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button
          size="s"
          aria-pressed={count > 0}
          className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
          data-testid="narrow-contacts"
        >
          <ListFilter className="size-4" aria-hidden />
          {t("narrow.title")}
          {count > 0 ? <span className="tabular-nums">{count}</span> : null}
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t("narrow.title")}
          className="fade z-40 max-h-[75vh] w-72 max-w-[calc(100vw-1rem)] space-y-3 overflow-y-auto rounded-card border border-line bg-raised p-4 shadow-2"
        >
          <Panel by={by} onChange={onChange} />
          {count > 0 ? (
            <Button kind="ghost" size="s" onClick={() => onChange(wide)} data-testid="clear-contacts-filter">
              {t("sac.clearFilter")}
            </Button>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Panel({ by, onChange }: { by: ContactNarrowing; onChange: (change: ContactNarrowing) => void }) {
  const { t } = useTranslation();
  const tags = $api.useQuery("get", "/api/tags", {}).data?.items ?? [];
  const people = $api.useQuery("get", "/api/users", {}).data?.items ?? [];
  const fields = useFields("contact");
  const chosenOf = (id: string) =>
    by.field?.find((one) => one.startsWith(`${id}:`))?.slice(id.length + 1) ?? any;
  const setValue = (id: string, value: string) => {
    const others = (by.field ?? []).filter((one) => !one.startsWith(`${id}:`));
    const next = value === any ? others : [...others, `${id}:${value}`];
    onChange({ field: next.length > 0 ? next : undefined });
  };
  return (
    <>
      <One
        label={t("record.sort")}
        value={by.sort ?? "name"}
        onChange={(value) => onChange({ sort: value === "name" ? undefined : (value as Order) })}
        options={orders.map((order) => ({ value: order, label: t(`record.order.${order}`) }))}
      />
      <One
        label={t("record.tag")}
        value={by.tag ?? any}
        onChange={(value) => onChange({ tag: value === any ? undefined : value })}
        options={[
          { value: any, label: t("record.any") },
          ...tags.map(({ tag, contacts }) => ({
            value: tag,
            label: `${tag} (${contacts < 500 ? contacts : "500+"})`,
          })),
        ]}
      />
      <One
        label={t("record.owner")}
        value={by.mine ? "me" : (by.owner ?? any)}
        onChange={(value) =>
          onChange({
            mine: value === "me" ? true : undefined,
            owner: value === any || value === "me" ? undefined : value,
          })
        }
        options={[
          { value: any, label: t("record.any") },
          { value: "me", label: t("record.mine") },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <One
        label={t("record.authorization")}
        value={by.callable ? "yes" : any}
        onChange={(value) => onChange({ callable: value === "yes" ? true : undefined })}
        options={[
          { value: any, label: t("record.any") },
          { value: "yes", label: t("record.callable") },
        ]}
      />
      <One
        label={t("contacts.phone")}
        value={by.reachable ?? any}
        onChange={(value) => onChange({ reachable: value === "yes" || value === "no" ? value : undefined })}
        options={[
          { value: any, label: t("record.any") },
          { value: "yes", label: t("record.with") },
          { value: "no", label: t("record.without") },
        ]}
      />
      <One
        label={t("record.shunned")}
        value={by.shunned ?? any}
        onChange={(value) => onChange({ shunned: value === "yes" || value === "no" ? value : undefined })}
        options={[
          { value: any, label: t("record.any") },
          { value: "yes", label: t("fields.yes") },
          { value: "no", label: t("fields.no") },
        ]}
      />
      {fields
        .filter(({ type }) => type === "choice" || type === "yes_no")
        .map((field) => (
          <One
            key={field.id}
            label={field.name}
            value={chosenOf(field.id)}
            onChange={(value) => setValue(field.id, value)}
            options={[
              { value: any, label: t("record.any") },
              ...(field.type === "choice"
                ? field.choices.map((choice) => ({ value: choice, label: choice }))
                : ["yes", "no"].map((choice) => ({ value: choice, label: t(`fields.${choice}`) }))),
            ]}
          />
        ))}
    </>
  );
}

function One(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string }[];
}) {
  return (
    <div className="space-y-1">
      <div className="font-medium text-sm text-text-2">{props.label}</div>
      <Choice {...props} className="w-full" />
    </div>
  );
}
