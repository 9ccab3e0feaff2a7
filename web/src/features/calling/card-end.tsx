import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";
import type { Form } from "@/ui/form";

/** The end of a card: that something is not saved, what is wrong, and its buttons. It keeps its place. */
export function CardEnd({
  form,
  dirty,
  error = form.errors[""],
  onDiscard,
  testId,
}: {
  form: Form;
  dirty: boolean;
  error?: string;
  onDiscard: () => void;
  testId: string;
}) {
  const { t } = useTranslation();
  return (
    <div className="mt-4 flex min-h-8 flex-wrap items-center justify-end gap-x-3 gap-y-2">
      <p
        role={error ? "alert" : "status"}
        className={`min-w-0 flex-1 basis-40 text-sm ${error ? "text-bad-text" : "text-text-3"}`}
      >
        {error ?? (dirty ? t("form.unsaved") : "")}
      </p>
      <div className="flex gap-2">
        <Button disabled={!dirty || form.sending} onClick={onDiscard}>
          {t("form.discard")}
        </Button>
        <Button kind="primary" type="submit" disabled={!dirty || form.sending} data-testid={testId}>
          {form.sending ? t("app.saving") : t("app.save")}
        </Button>
      </div>
    </div>
  );
}
