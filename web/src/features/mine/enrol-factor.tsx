import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { Loaded } from "@/ui/loaded";
import { Skeleton } from "@/ui/skeleton";

/** Shows the seed for an authenticator app, and asks for a code of it and for the password. */
export function EnrolFactor({ onDone, onClose }: { onDone: (codes: string[]) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const seed = useQuery({
    queryKey: ["second-factor-seed"],
    queryFn: () => must(client.POST("/api/me/second-factor/seed")),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const [values, setValues] = useState({ code: "", password: "" });
  const form = useForm({
    fields: ["code", "password"],
    check: () => ({
      code: values.code.trim() ? undefined : t("form.required"),
      password: values.password ? undefined : t("form.required"),
    }),
    send: async () => {
      const { codes } = await must(
        client.PUT("/api/me/second-factor", { body: { ...values, seed: seed.data?.seed ?? "" } }),
      );
      onDone(codes);
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("mine.switchOn")}
      text={t("mine.scan")}
      className="sm:top-[6vh] sm:max-h-[88vh]"
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Loaded query={seed} skeleton={<Skeleton className="h-60 rounded-soft" />}>
          {({ qr, seed: text }) => (
            <div className="flex flex-col items-center gap-3">
              <img
                src={qr}
                alt={t("mine.qr")}
                width={176}
                height={176}
                className="rounded-soft bg-white p-2"
              />
              <div className="flex max-w-full items-center gap-1 text-sm">
                <code className="min-w-0 break-all font-mono" data-testid="seed">
                  {text}
                </code>
                <CopyButton text={text} label={t("mine.seed")} />
              </div>
            </div>
          )}
        </Loaded>
        <Field
          label={t("mine.code")}
          value={values.code}
          onChange={(event) => setValues({ ...values, code: event.target.value })}
          hint={t("mine.codeHint")}
          error={form.errors.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          data-testid="factor-code"
        />
        <Field
          label={t("invitation.password")}
          type="password"
          autoComplete="current-password"
          value={values.password}
          onChange={(event) => setValues({ ...values, password: event.target.value })}
          error={form.errors.password}
          data-testid="factor-password"
        />
        <FormEnd form={form} onCancel={onClose} submitLabel={t("mine.switchOn")} />
      </form>
    </Dialog>
  );
}
