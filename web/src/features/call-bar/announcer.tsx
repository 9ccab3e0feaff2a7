import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePhoneState } from "@/app/live";
import { stage } from "@/softphone/state";
import { resultOf } from "./result";

/** Says the call's states to screen readers. It is always in the page, so that the first state is heard too. */
export function Announcer() {
  const { t, i18n } = useTranslation();
  const state = usePhoneState();
  const now = stage(state);
  const name = state.party?.name ?? "";
  let words = "";
  if (now === "ended") {
    const result = resultOf(state, i18n);
    words = [result.title, result.text].filter(Boolean).join(". ");
  } else if (now !== "idle") words = t("bar.said", { state: t(`bar.${now}`), name });
  const [said, setSaid] = useState("");
  useEffect(() => setSaid(words), [words]);
  return (
    <div role="status" aria-live="assertive" className="sr-only">
      {said}
    </div>
  );
}
