import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { newKey } from "@/features/call-action/key";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { useServing } from "./use-serving";

/** Two numbers as maps give them: "-23.55, -46.63". */
const pair = /^\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*$/;

/** Sends a place: coordinates as any map gives them, and what is there. */
export function PlaceDialog({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { refresh } = useServing(conversationId);
  const [where, setWhere] = useState("");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const [clientKey] = useState(newKey);
  const form = useForm({
    fields: [],
    check: () => ({ where: pair.test(where) ? undefined : t("attach.badPlace") }),
    send: async () => {
      const [, latitude, longitude] = pair.exec(where) ?? [];
      await must(
        client.POST("/api/conversations/{id}/location", {
          params: { path: { id: conversationId } },
          body: { latitude: Number(latitude), longitude: Number(longitude), name, address, clientKey },
        }),
      );
      await refresh();
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("attach.place")}>
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Field
          label={t("attach.where")}
          hint={t("attach.whereHint")}
          placeholder="-23.55052, -46.63331"
          value={where}
          onChange={(event) => setWhere(event.target.value)}
          error={form.errors.where}
          autoFocus
          data-testid="place-where"
        />
        <Field
          label={t("attach.placeName")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={200}
          data-testid="place-name"
        />
        <Field
          label={t("attach.address")}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          maxLength={300}
        />
        <FormEnd form={form} onCancel={onClose} submitLabel={t("thread.send")} />
      </form>
    </Dialog>
  );
}
