import { useTranslation } from "react-i18next";
import { Button } from "./button";
import type { Form } from "./form";

/** The end of a form in a dialog: what is wrong with it as a whole, and its two buttons. It stays in view while the rest scrolls. */
export function FormEnd({
  form,
  error = form.errors[""],
  disabled = false,
  onCancel,
  submitLabel,
  sendingLabel,
}: {
  form: Form;
  error?: string;
  /** Whether there is nothing to send yet. */
  disabled?: boolean;
  onCancel: () => void;
  submitLabel?: string;
  sendingLabel?: string;
}) {
  const { t } = useTranslation();
  return (
    <div className="sticky -bottom-5 -mx-5 -mb-5 bg-raised px-5 pt-2 pb-5">
      <p role="alert" className="text-bad-text empty:hidden" data-testid="form-error">
        {error}
      </p>
      <div className="flex justify-end gap-2 pt-2">
        <Button onClick={onCancel}>{t("app.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={disabled || form.sending} data-testid="save">
          {form.sending ? (sendingLabel ?? t("app.saving")) : (submitLabel ?? t("app.save"))}
        </Button>
      </div>
    </div>
  );
}
