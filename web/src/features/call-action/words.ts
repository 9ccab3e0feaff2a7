/** Reasons in the console's language, with the server's own words for those that it does not know. */
import type { i18n as I18n, TFunction } from "i18next";
import { dayAndTime } from "@/i18n/format";

export interface Reason {
  message: string;
  fix: string;
  /** When it will be possible, where that is known. */
  when?: string;
}

interface Told {
  reason?: string;
  message?: string;
  fix?: string;
  until?: string;
}

/** The words for a verdict that does not allow something. */
export function reasonWords(told: Told, i18n: I18n): Reason {
  const t: TFunction = i18n.t;
  const known = told.reason && i18n.exists(`reason.${told.reason}.message`) ? told.reason : "";
  const key = known || "other";
  return {
    message: known ? t(`reason.${key}.message`) : told.message || t("reason.other.message"),
    fix: known ? t(`reason.${key}.fix`) : (told.fix ?? (told.message ? "" : t("reason.other.fix"))),
    when: told.until
      ? t("action.untilHint", { when: dayAndTime(new Date(told.until), i18n.language) })
      : undefined,
  };
}

/** Meta's own words and ids about a refusal, a line each: what its support asks for. */
export function metaWords(
  told: { code?: number; title?: string; details?: string; traceId?: string },
  t: TFunction,
): string {
  return [
    [told.code || "", told.title].filter(Boolean).join(" "),
    told.details,
    told.traceId ? `${t("calls.trace")}: ${told.traceId}` : "",
  ]
    .filter(Boolean)
    .join("\n");
}

/** Meta's codes about messages for which we have words of our own: the catalogue's reasons. */
const refusals: Record<number, string> = {
  131047: "window_closed",
  138000: "account_off",
  138009: "request_limit",
  138014: "restricted",
  138017: "already_permanent",
};

/** Why Meta did not take a message, in our words; a failure of ours has its own. */
export function refusalWords(told: { code?: number; title?: string }, i18n: I18n): string {
  const t: TFunction = i18n.t;
  if (!told.code) return told.title ?? "";
  const reason = refusals[told.code];
  return reason ? `${t(`reason.${reason}.message`)} ${t(`reason.${reason}.fix`)}` : t("thread.refused");
}

/** The words for a call's failure: ours for its reason; Meta's own words go under the technical details. */
export function failureWords(reason: string | undefined, i18n: I18n): Reason {
  const t: TFunction = i18n.t;
  const key = reason && i18n.exists(`failure.${reason}.message`) ? reason : "meta";
  return { message: t(`failure.${key}.message`), fix: t(`failure.${key}.fix`) };
}
