import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "@/ui/field";

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
