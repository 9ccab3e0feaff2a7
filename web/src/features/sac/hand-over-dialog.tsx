import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import type { Conversation } from "@/api/types";
import { Dialog } from "@/ui/dialog";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { SearchChoice } from "@/ui/search-choice";
import { Segments } from "@/ui/segments";
import { useServing } from "./use-serving";

type To = "user" | "department";

/** Hands a service over to a colleague, or back to waiting for a department. */
export function HandOverDialog({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { refresh } = useServing(conversation.id);
  const { data } = $api.useQuery("get", "/api/conversations/{id}/hand-over", {
    params: { path: { id: conversation.id } },
  });
  const [to, setTo] = useState<To>("user");
  const [chosen, setChosen] = useState("");
  const [search, setSearch] = useState("");
  const all =
    (to === "user" ? data?.users.filter(({ id }) => id !== conversation.attendant?.id) : data?.departments) ??
    [];
  const wanted = search.trim().toLowerCase();
  const form = useForm({
    fields: [],
    check: () => ({ "": chosen ? undefined : t("serving.chooseFirst") }),
    send: async () => {
      await must(
        client.POST("/api/conversations/{id}/hand-over", {
          params: { path: { id: conversation.id } },
          body: to === "user" ? { userId: chosen } : { departmentId: chosen },
        }),
      );
      await refresh();
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("serving.handOver")}
      text={t(to === "user" ? "serving.toUserText" : "serving.toDepartmentText")}
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Segments
          label={t("serving.to")}
          value={to}
          onChange={(next: To) => {
            setTo(next);
            setChosen("");
          }}
          options={[
            { value: "user", label: t("serving.user") },
            { value: "department", label: t("serving.department") },
          ]}
        />
        <SearchChoice
          label={t(`serving.${to}`)}
          placeholder={t("serving.choose")}
          chosen={all.find(({ id }) => id === chosen)?.name ?? ""}
          options={all.filter(({ name }) => name.toLowerCase().includes(wanted))}
          search={search}
          onSearch={setSearch}
          onChoose={setChosen}
          testId="hand-over-to"
        />
        <FormEnd form={form} onCancel={onClose} submitLabel={t("serving.handOver")} />
      </form>
    </Dialog>
  );
}
