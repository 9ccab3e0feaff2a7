import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { notifyGood } from "@/ui/notify";

/** Goes on to what the contact or the service of `id` was merged into, where the server answers with that. */
export function useMerged(id: string, now: string | undefined, name: string, go: (id: string) => void) {
  const { t } = useTranslation();
  const merged = now !== undefined && now !== id;
  useEffect(() => {
    if (!merged) return;
    notifyGood(t("merge.gone", { name }));
    go(now);
  });
}
