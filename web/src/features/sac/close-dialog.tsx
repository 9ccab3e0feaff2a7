import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { useServing } from "./use-serving";

/** Closes a service for a reason: one of those that are offered or, where that is allowed, one's own words. */
export function CloseDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { refresh } = useServing(id);
  const known = $api.useQuery("get", "/api/close-reasons", {});
  const { reasons = [], free = true } = known.data ?? {};
  const [reason, setReason] = useState("");
  const form = useForm({
    fields: ["reason"],
    check: () => ({ reason: reason.trim() ? undefined : t(free ? "form.required" : "serving.chooseReason") }),
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
        {reasons.length > 0 ? (
          <fieldset className="flex flex-wrap gap-2" aria-label={t("serving.reasons")}>
            {reasons.map((one) => (
              <Button
                key={one}
                size="s"
                onClick={() => setReason(one)}
                aria-pressed={one === reason}
                className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
                data-testid="listed-reason"
              >
                {one}
              </Button>
            ))}
          </fieldset>
        ) : null}
        {free ? (
          <Field
            label={t(reasons.length > 0 ? "serving.otherReason" : "serving.reason")}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={200}
            error={form.errors.reason}
            autoComplete="off"
            autoFocus
            data-testid="close-reason"
          />
        ) : form.errors.reason ? (
          <p role="alert" className="text-bad-text text-sm">
            {form.errors.reason}
          </p>
        ) : null}
        <FormEnd form={form} onCancel={onClose} submitLabel={t("serving.close")} />
      </form>
    </Dialog>
  );
}
