import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { Contact } from "@/api/types";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { Picker } from "@/ui/picker";
import { Switch } from "@/ui/switch";
import { MergeDialog } from "./merge-dialog";
import { useContactRefresh } from "./use-contact-refresh";

/** What can be done with several contacts that are ticked. */
export function ManyBar({
  contacts,
  people,
  onDone,
}: {
  contacts: readonly Contact[];
  people: readonly { id: string; name: string }[];
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const { can } = useMe();
  const [open, setOpen] = useState<"change" | "merge">();
  const [first, second] = contacts;
  return (
    <section
      aria-label={t("record.many")}
      className="flex flex-wrap items-center gap-2 border-line border-t bg-raised px-4 py-2.5"
      data-testid="many-bar"
    >
      <p className="mr-auto font-medium" aria-live="polite">
        {t("record.ticked", { count: contacts.length })}
      </p>
      <Button kind="ghost" onClick={onDone}>
        {t("record.untick")}
      </Button>
      {can.merge && second && contacts.length === 2 ? (
        <Button onClick={() => setOpen("merge")} data-testid="merge-two">
          {t("merge.open")}
        </Button>
      ) : null}
      <Button kind="primary" onClick={() => setOpen("change")} data-testid="change-many">
        {t("record.changeMany")}
      </Button>
      {open === "change" ? (
        <ManyDialog
          ids={contacts.map(({ id }) => id)}
          tags={[...new Set(contacts.flatMap(({ tags }) => tags))]}
          people={people}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            onDone();
          }}
        />
      ) : null}
      {open === "merge" && first && second ? (
        <MergeDialog contact={first} other={second} onClose={() => setOpen(undefined)} />
      ) : null}
    </section>
  );
}

function ManyDialog({
  ids,
  tags,
  people,
  onClose,
  onDone,
}: {
  ids: readonly string[];
  /** Those that some of them have. */
  tags: readonly string[];
  people: readonly { id: string; name: string }[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const refresh = useContactRefresh();
  const [add, setAdd] = useState("");
  const [remove, setRemove] = useState<string[]>([]);
  const [own, setOwn] = useState(false);
  const [owners, setOwners] = useState<string[]>([]);
  const form = useForm({
    fields: ["tags", "owners"],
    send: async () => {
      const { items } = await must(
        client.POST("/api/contacts/change", {
          body: {
            ids: [...ids],
            addTags: add
              .split(",")
              .map((tag) => tag.trim())
              .filter(Boolean),
            removeTags: remove,
            ...(own ? { owners } : {}),
          },
        }),
      );
      await refresh();
      notifyGood(t("record.manyChanged", { count: items.length }));
      onDone();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("record.manyTitle", { count: ids.length })}
      className="sm:top-[10vh] sm:max-h-[80vh] sm:w-[32rem]"
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Field
          label={t("record.addTags")}
          hint={t("record.tagsHint")}
          value={add}
          onChange={(event) => setAdd(event.target.value)}
          error={form.errors.tags}
          autoComplete="off"
          data-testid="add-tags"
        />
        {tags.length > 0 ? (
          <Picker
            label={t("record.removeTags")}
            options={tags.map((tag) => ({ id: tag, name: tag }))}
            chosen={remove}
            onChange={setRemove}
            testId="remove-tags"
          />
        ) : null}
        <Switch
          checked={own}
          onChange={setOwn}
          label={t("record.changeOwners")}
          hint={t("record.changeOwnersHint")}
          testId="change-owners"
        />
        {own ? (
          <>
            <Picker label={t("record.owners")} options={people} chosen={owners} onChange={setOwners} />
            <p className="text-sm text-text-3">{t("record.ownersHint")}</p>
          </>
        ) : null}
        <p role="alert" className="text-bad-text text-sm empty:hidden">
          {form.errors.owners}
        </p>
        <FormEnd form={form} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
