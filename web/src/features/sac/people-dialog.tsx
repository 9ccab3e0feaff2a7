import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import { newKey } from "@/features/call-action/key";
import { Dialog } from "@/ui/dialog";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { SearchChoice } from "@/ui/search-choice";
import { useServing } from "./use-serving";

/** Sends a contact of ours as a card. */
export function PeopleDialog({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { refresh } = useServing(conversationId);
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<{ id: string; name: string }>();
  const [clientKey] = useState(newKey);
  const found = $api.useQuery(
    "get",
    "/api/contacts",
    { params: { query: { search, limit: 8 } } },
    { placeholderData: (before) => before },
  );
  const options = (found.data?.items ?? []).map(({ id, displayName, phone }) => ({
    id,
    name: displayName,
    note: phone,
  }));
  const form = useForm({
    fields: [],
    check: () => ({ "": chosen ? undefined : t("attach.choosePerson") }),
    send: async () => {
      await must(
        client.POST("/api/conversations/{id}/contacts", {
          params: { path: { id: conversationId } },
          body: { contactIds: chosen ? [chosen.id] : [], clientKey },
        }),
      );
      await refresh();
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("attach.people")}>
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <SearchChoice
          label={t("attach.person")}
          chosen={chosen?.name ?? ""}
          placeholder={t("attach.choosePerson")}
          options={options}
          search={search}
          onSearch={setSearch}
          onChoose={(id) => setChosen(options.find((one) => one.id === id))}
          testId="card-person"
        />
        <FormEnd form={form} onCancel={onClose} submitLabel={t("thread.send")} />
      </form>
    </Dialog>
  );
}
