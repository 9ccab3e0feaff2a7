import { useTranslation } from "react-i18next";
import { Button } from "./button";
import type { Form } from "./form";

/** The end of a form in a dialog: what is wrong with it as a whole, and its two buttons. */
export function FormEnd({
  form,
  error = form.errors[""],
  onCancel,
  submitLabel,
  sendingLabel,
}: {
  form: Form;
  error?: string;
  onCancel: () => void;
  submitLabel?: string;
  sendingLabel?: string;
}) {
  const { t } = useTranslation();
  return (
    <>
      <p role="alert" className="text-bad-text empty:hidden" data-testid="form-error">
        {error}
      </p>
      <div className="flex justify-end gap-2 pt-1">
        <Button onClick={onCancel}>{t("app.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={form.sending} data-testid="save">
          {form.sending ? (sendingLabel ?? t("app.saving")) : (submitLabel ?? t("app.save"))}
        </Button>
      </div>
    </>
  );
}
