import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import type { Form } from "@/ui/form";

/** A part of a form, with where its values stand at Meta. */
export function Part({ title, where, children }: { title: string; where: string; children: ReactNode }) {
  return (
    <fieldset className="space-y-3">
      <legend className="font-semibold">{title}</legend>
      <p className="-mt-2 text-sm text-text-2">{where}</p>
      {children}
    </fieldset>
  );
}

/** A field for a secret: it is typed or pasted, never shown, and the browser does not keep it. */
export function SecretField({
  name,
  value,
  onChange,
  hint,
  error,
}: {
  name: "token" | "appSecret" | "verifyToken";
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  error?: string;
}) {
  const { t } = useTranslation();
  return (
    <Field
      label={t(`accounts.secret_${name}`)}
      type="password"
      autoComplete="new-password"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      hint={hint}
      error={error}
      data-testid={`account-${name}`}
    />
  );
}

/** What went wrong with the form as a whole, and its buttons. While Meta is asked the button says so. */
export function FormEnd({
  form,
  submit,
  sending,
  onCancel,
}: {
  form: Form;
  submit: string;
  sending: string;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <p role="alert" className="text-bad-text empty:hidden">
        {form.errors[""]}
      </p>
      <div className="flex justify-end gap-2 pt-1">
        <Button onClick={onCancel}>{t("app.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={form.sending} data-testid="save-account">
          {form.sending ? sending : submit}
        </Button>
      </div>
    </>
  );
}
