import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { Deal, Pipeline } from "@/api/types";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { useDeals } from "./use-deals";

/** Wins or loses a deal, for one of the funnel's reasons or, where it lists none, in one's own words. */
export function EndDialog({
  deal,
  pipeline,
  as,
  onClose,
}: {
  deal: Deal;
  pipeline: Pipeline;
  as: "won" | "lost";
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { refresh } = useDeals();
  const reasons = as === "won" ? pipeline.wonReasons : pipeline.lostReasons;
  const needed = as === "lost" || reasons.length > 0;
  const [reason, setReason] = useState("");
  const form = useForm({
    fields: ["reason"],
    check: () => ({
      reason:
        reason.trim() || !needed ? undefined : t(reasons.length > 0 ? "crm.chooseReason" : "form.required"),
    }),
    send: async () => {
      const options = { params: { path: { id: deal.id } }, body: { reason, version: deal.version } };
      await must(
        as === "won"
          ? client.POST("/api/deals/{id}/win", options)
          : client.POST("/api/deals/{id}/lose", options),
      ).finally(refresh);
      notifyGood(t(as === "won" ? "crm.wasWon" : "crm.wasLost", { title: deal.title }));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(as === "won" ? "crm.winTitle" : "crm.loseTitle", { title: deal.title })}
      text={t("crm.endText")}
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        {reasons.length > 0 ? (
          <>
            <fieldset className="flex flex-wrap gap-2" aria-label={t("crm.reason")}>
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
            <p role="alert" className="text-bad-text text-sm empty:hidden">
              {form.errors.reason}
            </p>
          </>
        ) : (
          <Field
            label={t(needed ? "crm.reason" : "crm.reasonMaybe")}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={200}
            error={form.errors.reason}
            autoComplete="off"
            autoFocus
            data-testid="deal-reason"
          />
        )}
        <FormEnd form={form} onCancel={onClose} submitLabel={t(as === "won" ? "crm.win" : "crm.lose")} />
      </form>
    </Dialog>
  );
}
