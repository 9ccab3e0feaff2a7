/** What the server refuses about an account, in the person's language. */
import { useTranslation } from "react-i18next";
import { ApiError, asApiError } from "@/api/problem";

/** Waits for an answer. A refusal whose reason we have words for carries them, with Meta's own behind them. */
export function useInWords() {
  const { t, i18n } = useTranslation();
  return async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (thrown) {
      const error = asApiError(thrown);
      const key = `accounts.refused_${error.reason}`;
      if (!error.reason || !i18n.exists(key)) throw error;
      const { code, reason, field, technical, status } = error;
      const said = technical ? ` ${t("accounts.metaSays", { words: technical })}` : "";
      throw new ApiError({ code, reason, field, technical, detail: t(key) + said }, status);
    }
  };
}
