import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { useServing } from "./use-serving";

/** Closes a service for a reason; reasons that were given lately are one press away. */
export function CloseDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { refresh } = useServing(id);
  const known = $api.useQuery("get", "/api/close-reasons", {});
  const [reason, setReason] = useState("");
  const form = useForm({
    fields: ["reason"],
    check: () => ({ reason: reason.trim() ? undefined : t("form.required") }),
    send: async () => {
      await must(
        client.POST("/api/conversations/{id}/close", { params: { path: { id } }, body: { reason } }),
      );
      await refresh();
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("serving.close")}
      text={t("serving.closeText")}
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Field
          label={t("serving.reason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={200}
          error={form.errors.reason}
          autoComplete="off"
          autoFocus
          data-testid="close-reason"
        />
        {known.data?.items.length ? (
          <div className="flex flex-wrap gap-2">
            {known.data.items.map((one) => (
              <Button key={one} size="s" onClick={() => setReason(one)} aria-pressed={one === reason}>
                {one}
              </Button>
            ))}
          </div>
        ) : null}
        <FormEnd form={form} onCancel={onClose} submitLabel={t("serving.close")} />
      </form>
    </Dialog>
  );
}
