/** What is said when a call is over. */
import type { i18n as I18n, TFunction } from "i18next";
import { failureWords, metaWords, reasonWords } from "@/features/call-action/words";
import { duration } from "@/i18n/format";
import type { PhoneState } from "@/softphone/state";

export interface Result {
  title: string;
  text?: string;
  /** Meta's own words and ids, or the server's, for support. */
  technical?: string;
}

/** The result of an ended call, or of one that was never placed. */
export function resultOf(state: PhoneState, i18n: I18n): Result {
  const t: TFunction = i18n.t;
  const { call, trouble, party } = state;
  if (!call) {
    const words = reasonWords(trouble ?? {}, i18n);
    const failed = trouble?.reason && i18n.exists(`failure.${trouble.reason}.message`);
    const said =
      failed && !i18n.exists(`reason.${trouble.reason}.message`) ? failureWords(trouble.reason, i18n) : words;
    return {
      title: t("result.notPlaced"),
      text: `${said.message} ${said.fix}`.trim(),
      technical: trouble?.technical,
    };
  }
  const name = party?.name ?? "";
  const outcome = call.outcome || "completed";
  if (outcome === "completed" && call.durationSeconds) {
    return { title: t("result.completedTime", { time: duration(call.durationSeconds, t) }) };
  }
  const title = t(`result.${outcome}`, { name });
  if (!call.failure) return { title };
  const technical = metaWords(call.failure, t);
  if (outcome !== "failed") return { title, technical };
  const words = failureWords(call.failure.reason, i18n);
  return { title, text: `${words.message} ${words.fix}`, technical };
}

/** How long the result stays by itself: good ends leave soon, bad ones wait to be read. */
export function staysFor(state: PhoneState): number | null {
  const outcome = state.call?.outcome;
  return outcome === "completed" || outcome === "cancelled" ? 6000 : null;
}
