import { useTranslation } from "react-i18next";
import type { Verdict } from "@/api/types";
import { reasonWords } from "./words";

/** Why something cannot be done, and what helps. */
export function Why({
  verdict,
  extra,
}: {
  verdict: Pick<Verdict, "reason" | "message" | "fix" | "until">;
  extra?: string;
}) {
  const { i18n } = useTranslation();
  const words = reasonWords(verdict, i18n);
  return (
    <>
      <span className="block font-medium">{extra ?? words.message} </span>
      <span className="block text-text-2">
        {words.fix} {words.when}
      </span>
    </>
  );
}
