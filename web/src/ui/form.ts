/** What every form does: send once, show each refusal at its field, and tell when somebody else was faster. */
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { asApiError } from "@/api/problem";

export type Errors = Record<string, string | undefined>;

export interface Form {
  /** Refusals by field; `""` is the form as a whole. */
  errors: Errors;
  sending: boolean;
  setErrors: (errors: Errors) => void;
  /** For onSubmit of a form element, or to be called without an event. */
  submit: (event?: FormEvent) => void;
}

/**
 * `send` does the work and throws what the server refused. `check` returns what is missing before anything is sent.
 * A refusal of a field in `fields` stands at that field, every other one at the form.
 */
export function useForm({
  fields,
  check,
  send,
  onConflict,
}: {
  fields: readonly string[];
  check?: () => Errors;
  send: () => Promise<void>;
  onConflict?: () => Promise<unknown>;
}): Form {
  const { t } = useTranslation();
  const [errors, setErrors] = useState<Errors>({});
  const [sending, setSending] = useState(false);

  const run = async () => {
    const found = check?.() ?? {};
    setErrors(found);
    if (Object.values(found).some(Boolean) || sending) return;
    setSending(true);
    try {
      await send();
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.code === "offline") setErrors({ "": t("app.offlineText") });
      else if (error.field && fields.includes(error.field)) setErrors({ [error.field]: error.message });
      else if (error.status === 409 && !error.field && !error.reason && onConflict) {
        await onConflict();
        setErrors({ "": t("form.conflict") });
      } else setErrors({ "": error.message || t("form.failed") });
    } finally {
      setSending(false);
    }
  };

  return {
    errors,
    sending,
    setErrors,
    submit: (event) => {
      event?.preventDefault();
      void run();
    },
  };
}
