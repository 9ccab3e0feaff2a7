import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import type { Conversation } from "@/api/types";
import { Choice } from "@/ui/choice";
import { Dialog } from "@/ui/dialog";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { SearchChoice } from "@/ui/search-choice";
import { Segments } from "@/ui/segments";
import { useServing } from "./use-serving";

type To = "user" | "department" | "roulette";
const ways = ["fewest", "sequential", "random"] as const;
const everybody = "everybody";

/** Hands a service over: to a colleague, back to waiting for a department, or to whom the roulette finds. */
export function HandOverDialog({
  conversation,
  first = "user",
  onClose,
}: {
  conversation: Conversation;
  /** To what kind of successor, before anything is chosen. */
  first?: To;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { refresh } = useServing(conversation.id);
  const { data } = $api.useQuery("get", "/api/conversations/{id}/hand-over", {
    params: { path: { id: conversation.id } },
  });
  const [to, setTo] = useState<To>(first);
  const [chosen, setChosen] = useState("");
  const [search, setSearch] = useState("");
  const [way, setWay] = useState<(typeof ways)[number]>("fewest");
  const [among, setAmong] = useState(everybody);
  const departments = data?.departments ?? [];
  const all =
    to === "user" ? (data?.users ?? []).filter(({ id }) => id !== conversation.attendant?.id) : departments;
  const wanted = search.trim().toLowerCase();
  const form = useForm({
    fields: [],
    check: () => ({ "": chosen || to === "roulette" ? undefined : t("serving.chooseFirst") }),
    send: async () => {
      await must(
        client.POST("/api/conversations/{id}/hand-over", {
          params: { path: { id: conversation.id } },
          body:
            to === "roulette"
              ? { roulette: way, ...(among === everybody ? {} : { departmentId: among }) }
              : to === "user"
                ? { userId: chosen }
                : { departmentId: chosen },
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
      text={t(`serving.handOverText.${to}`)}
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Segments
          label={t("serving.to")}
          value={to}
          onChange={(next: To) => {
            setTo(next);
            setChosen("");
            form.setErrors({});
          }}
          options={(["user", "department", "roulette"] as const).map((value) => ({
            value,
            label: t(`serving.${value}`),
          }))}
        />
        {to === "roulette" ? (
          <>
            <div className="space-y-1.5">
              <div className="font-medium text-sm">{t("serving.way")}</div>
              <Choice
                label={t("serving.way")}
                value={way}
                onChange={setWay}
                options={ways.map((value) => ({ value, label: t(`serving.ways.${value}`) }))}
                className="h-9 w-full"
              />
            </div>
            <div className="space-y-1.5">
              <div className="font-medium text-sm">{t("serving.among")}</div>
              <Choice
                label={t("serving.among")}
                value={among}
                onChange={setAmong}
                options={[
                  { value: everybody, label: t("serving.everybody") },
                  ...departments.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                className="h-9 w-full"
              />
            </div>
          </>
        ) : (
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
        )}
        <FormEnd form={form} onCancel={onClose} submitLabel={t("serving.handOver")} />
      </form>
    </Dialog>
  );
}
