import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import { useLive } from "@/app/live";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { notifyGood } from "@/ui/notify";

/** Another password; everywhere else one is signed out by it. */
export function PasswordCard() {
  const { t } = useTranslation();
  const { events } = useLive();
  const [values, setValues] = useState({ old: "", new: "" });
  const form = useForm({
    fields: ["old", "password"],
    check: () => ({
      old: values.old ? undefined : t("form.required"),
      password: values.new.length >= 8 ? undefined : t("invitation.short"),
    }),
    send: async () => {
      await events.renew(() => client.PUT("/api/me/password", { body: values }));
      setValues({ old: "", new: "" });
      notifyGood(t("mine.passwordChanged"));
    },
  });
  return (
    <Card title={t("mine.password")}>
      <form onSubmit={form.submit} noValidate className="px-4 pb-4">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field
            label={t("mine.oldPassword")}
            type="password"
            autoComplete="current-password"
            value={values.old}
            onChange={(event) => setValues({ ...values, old: event.target.value })}
            error={form.errors.old}
            data-testid="old-password"
          />
          <Field
            label={t("mine.newPassword")}
            type="password"
            autoComplete="new-password"
            value={values.new}
            onChange={(event) => setValues({ ...values, new: event.target.value })}
            hint={t("invitation.passwordHint")}
            error={form.errors.password}
            data-testid="new-password"
          />
        </div>
        <div className="mt-3 flex flex-wrap items-center justify-end gap-3">
          <p role="alert" className="min-w-0 flex-1 basis-40 text-sm text-text-3">
            {form.errors[""] ? (
              <span className="text-bad-text">{form.errors[""]}</span>
            ) : (
              t("mine.passwordNote")
            )}
          </p>
          <Button kind="primary" type="submit" disabled={form.sending} data-testid="change-password">
            {form.sending ? t("app.saving") : t("mine.changePassword")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
