import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Deal } from "@/api/types";
import { notifyBad } from "@/ui/notify";

/** What is done to deals, and what has to be read again after it. */
export function useDeals() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const refresh = () =>
    cache.invalidateQueries({
      predicate: ({ queryKey }) =>
        /^\/api\/(deals|pipelines|contacts\/\{id\}\/deals)/.test(String(queryKey[1])),
    });
  /** Runs a change and reads again; where it was refused it says so, and what is there comes back. */
  const attempt = async (run: () => Promise<unknown>): Promise<boolean> => {
    try {
      await run();
      return true;
    } catch (thrown) {
      const error = asApiError(thrown);
      notifyBad(error.code === "offline" ? t("app.offlineText") : error.message || t("form.failed"));
      return false;
    } finally {
      await refresh();
    }
  };
  const path = (deal: Deal) => ({ params: { path: { id: deal.id } } });
  return {
    refresh,
    move: (deal: Deal, stageId: string, below?: string) =>
      attempt(() =>
        client.POST("/api/deals/{id}/move", {
          ...path(deal),
          body: { stageId, below, version: deal.version },
        }),
      ),
    reopen: (deal: Deal) =>
      attempt(() =>
        client.POST("/api/deals/{id}/reopen", { ...path(deal), body: { version: deal.version } }),
      ),
  };
}
