import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { AccountSettings } from "@/api/types";
import { Dialog } from "@/ui/dialog";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { SecretField } from "./account-form";
import { useInWords } from "./refusal";
import { useRefresh } from "./use-refresh";

/** Replaces the secrets that are filled in. A token is tried at Meta before it is stored. */
export function ReplaceSecrets({
  account,
  onReplaced,
  onClose,
}: {
  account: AccountSettings;
  onReplaced: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const [values, setValues] = useState({ token: "", appSecret: "", verifyToken: "" });
  const set = (field: keyof typeof values) => (value: string) =>
    setValues((before) => ({ ...before, [field]: value }));
  const inWords = useInWords();
  const form = useForm({
    fields: Object.keys(values),
    check: () =>
      Object.values(values).some((value) => value.trim()) ? {} : { "": t("accounts.replaceNone") },
    send: async () => {
      await inWords(
        must(
          client.PATCH("/api/settings/accounts/{id}", {
            params: { path: { id: account.id } },
            body: { ...values, version: account.version },
          }),
        ),
      );
      await refresh();
      notifyGood(t("form.saved"));
      onReplaced();
    },
    onConflict: refresh,
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("accounts.replaceTitle", { name: account.name })}
      text={t("accounts.replaceText")}
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <SecretField
          name="token"
          value={values.token}
          onChange={set("token")}
          hint={t("accounts.tokenHint")}
          error={form.errors.token}
        />
        <SecretField
          name="appSecret"
          value={values.appSecret}
          onChange={set("appSecret")}
          hint={t("accounts.appSecretHint")}
          error={form.errors.appSecret}
        />
        <SecretField
          name="verifyToken"
          value={values.verifyToken}
          onChange={set("verifyToken")}
          hint={t("accounts.verifyTokenAgain")}
          error={form.errors.verifyToken}
        />
        <FormEnd
          form={form}
          submitLabel={t("accounts.replace")}
          sendingLabel={t("accounts.asking")}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
