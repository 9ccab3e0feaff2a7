import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";

/** Asks for the password once more before something. */
export function PasswordDialog({
  title,
  text,
  submit,
  onPassword,
  onClose,
}: {
  title: string;
  text: string;
  submit: string;
  onPassword: (password: string) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const form = useForm({
    fields: ["password"],
    check: () => ({ password: password ? undefined : t("form.required") }),
    send: () => onPassword(password),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} text={text}>
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Field
          label={t("invitation.password")}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={form.errors.password}
          data-testid="confirm-password"
        />
        <FormEnd form={form} onCancel={onClose} submitLabel={submit} />
      </form>
    </Dialog>
  );
}
