import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { AccountSettings } from "@/api/types";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { SecretField } from "./account-form";
import { useInWords } from "./refusal";
import { useRefresh } from "./use-refresh";

const plain = ["name", "wabaId", "graphUrl", "graphVersion"] as const;

/** Changes what is no secret. Another Graph address needs the token and the app secret again: they are sent there. */
export function ChangeAccount({ account, onClose }: { account: AccountSettings; onClose: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const { name, wabaId, graphUrl, graphVersion } = account;
  const [values, setValues] = useState({ name, wabaId, graphUrl, graphVersion, token: "", appSecret: "" });
  const set = (field: keyof typeof values) => (value: string) =>
    setValues((before) => ({ ...before, [field]: value }));
  const moved = values.graphUrl.trim().replace(/\/+$/, "") !== account.graphUrl;
  const inWords = useInWords();
  const form = useForm({
    fields: Object.keys(values),
    check: () => ({
      name: values.name.trim() ? undefined : t("form.required"),
      token: moved && !values.token.trim() ? t("form.required") : undefined,
      appSecret: moved && !values.appSecret.trim() ? t("form.required") : undefined,
    }),
    send: async () => {
      const secrets = moved ? { token: values.token, appSecret: values.appSecret } : {};
      await inWords(
        must(
          client.PATCH("/api/settings/accounts/{id}", {
            params: { path: { id: account.id } },
            body: {
              name: values.name,
              wabaId: values.wabaId,
              graphUrl: values.graphUrl,
              graphVersion: values.graphVersion,
              ...secrets,
              version: account.version,
            },
          }),
        ),
      );
      await refresh();
      notifyGood(t("form.saved"));
      onClose();
    },
    onConflict: refresh,
  });
  const labels = {
    name: t("accounts.name"),
    wabaId: t("accounts.wabaId"),
    graphUrl: t("accounts.graph"),
    graphVersion: t("accounts.version"),
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("accounts.changeTitle", { name: account.name })}
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        {plain.map((field) => (
          <Field
            key={field}
            label={labels[field]}
            value={values[field]}
            onChange={(event) => set(field)(event.target.value)}
            error={form.errors[field]}
            hint={field === "graphUrl" ? t("accounts.graphHint") : undefined}
            autoComplete="off"
            spellCheck={false}
            data-testid={`account-${field}`}
          />
        ))}
        {moved ? (
          <>
            <p className="text-text-2">{t("accounts.movedText")}</p>
            <SecretField
              name="token"
              value={values.token}
              onChange={set("token")}
              error={form.errors.token}
            />
            <SecretField
              name="appSecret"
              value={values.appSecret}
              onChange={set("appSecret")}
              error={form.errors.appSecret}
            />
          </>
        ) : null}
        <FormEnd form={form} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
