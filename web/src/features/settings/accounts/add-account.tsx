import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { AccountSettings } from "@/api/types";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { Part, SecretField } from "./account-form";
import { useInWords } from "./refusal";
import { useRefresh } from "./use-refresh";

const required = ["name", "phoneNumberId", "wabaId", "token", "appSecret", "verifyToken"] as const;
const advanced = ["graphUrl", "graphVersion", "verifyToken"] as const;

/** Connects a number: a guide through the values that Meta shows, in Meta's words. */
export function AddAccount({
  onAdded,
  onClose,
}: {
  /** The account, and the verify token, which can never be read again. */
  onAdded: (account: AccountSettings, verifyToken: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const [values, setValues] = useState(() => ({
    name: "",
    phoneNumberId: "",
    wabaId: "",
    token: "",
    appSecret: "",
    verifyToken: randomWord(),
    graphUrl: "https://graph.facebook.com",
    graphVersion: "v25.0",
  }));
  const set = (name: keyof typeof values) => (value: string) =>
    setValues((before) => ({ ...before, [name]: value }));
  const hints = {
    name: t("accounts.nameHint"),
    phoneNumberId: t("accounts.phoneNumberIdHint"),
    wabaId: t("accounts.wabaIdHint"),
    token: t("accounts.tokenHint"),
    appSecret: t("accounts.appSecretHint"),
    verifyToken: t("accounts.verifyTokenHint"),
  };
  const inWords = useInWords();
  const form = useForm({
    fields: Object.keys(values),
    check: () =>
      Object.fromEntries(
        required
          .filter((name) => !values[name].trim())
          .map((name) => [name, `${t("form.required")} ${hints[name]}`]),
      ),
    send: async () => {
      const account = await inWords(must(client.POST("/api/settings/accounts", { body: values })));
      await refresh();
      notifyGood(t("accounts.added", { name: account.name }));
      onAdded(account, values.verifyToken.trim());
    },
  });
  const plain = (name: "name" | "phoneNumberId" | "wabaId" | "graphUrl" | "graphVersion", more: object) => (
    <Field
      value={values[name]}
      onChange={(event) => set(name)(event.target.value)}
      error={form.errors[name]}
      autoComplete="off"
      spellCheck={false}
      data-testid={`account-${name}`}
      label=""
      {...more}
    />
  );
  const troubled = advanced.some((name) => form.errors[name]);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("accounts.add")}
      text={t("accounts.addText")}
      className="sm:top-[7vh] sm:max-h-[86vh] sm:w-[36rem]"
    >
      <form onSubmit={form.submit} noValidate className="space-y-5" data-testid="add-account-form">
        <Part title={t("accounts.partNumber")} where={t("accounts.partNumberWhere")}>
          {plain("name", { label: t("accounts.name"), hint: hints.name, autoFocus: true })}
          {plain("phoneNumberId", {
            label: t("accounts.phoneNumberId"),
            hint: hints.phoneNumberId,
            inputMode: "numeric",
          })}
          {plain("wabaId", {
            label: t("accounts.wabaId"),
            hint: hints.wabaId,
            inputMode: "numeric",
          })}
        </Part>
        <Part title={t("accounts.partAccess")} where={t("accounts.partAccessWhere")}>
          <SecretField
            name="token"
            value={values.token}
            onChange={set("token")}
            hint={hints.token}
            error={form.errors.token}
          />
          <SecretField
            name="appSecret"
            value={values.appSecret}
            onChange={set("appSecret")}
            hint={hints.appSecret}
            error={form.errors.appSecret}
          />
        </Part>
        <details
          className="rounded-soft bg-sunken p-3"
          open={troubled || undefined}
          data-testid="account-more"
        >
          <summary className="cursor-pointer font-medium">{t("accounts.partMore")}</summary>
          <p className="mt-0.5 mb-3 text-sm text-text-2">{t("accounts.partMoreText")}</p>
          <div className="space-y-3">
            {plain("graphUrl", {
              label: t("accounts.graph"),
              hint: t("accounts.graphHint"),
              inputMode: "url",
            })}
            {plain("graphVersion", { label: t("accounts.version") })}
            <div className="flex items-start gap-1">
              <div className="min-w-0 flex-1">
                <Field
                  label={t("accounts.secret_verifyToken")}
                  value={values.verifyToken}
                  onChange={(event) => set("verifyToken")(event.target.value)}
                  hint={hints.verifyToken}
                  error={form.errors.verifyToken}
                  autoComplete="off"
                  spellCheck={false}
                  className="font-mono"
                  data-testid="account-verifyToken"
                />
              </div>
              <CopyButton
                text={values.verifyToken}
                label={t("accounts.secret_verifyToken")}
                className="mt-7"
              />
            </div>
          </div>
        </details>
        <FormEnd
          form={form}
          submitLabel={t("accounts.connect")}
          sendingLabel={t("accounts.asking")}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** A word that nobody guesses, of letters and digits. */
function randomWord(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789"; // 31: without those that look alike
  return Array.from(crypto.getRandomValues(new Uint32Array(26)), (n) => letters[n % letters.length]).join("");
}
