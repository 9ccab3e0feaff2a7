import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Conversation } from "@/api/types";
import { notifyBad } from "@/ui/notify";

/** What needs no question before it is done to a service: taking it, and opening it again. */
export function useServing(id: string) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const path = { params: { path: { id } } };
  const refresh = () =>
    cache.invalidateQueries({
      predicate: ({ queryKey }) => /^\/api\/(conversations|service-counts)/.test(String(queryKey[1])),
    });
  const attempt = async (run: () => Promise<unknown>) => {
    try {
      await run();
      await refresh();
    } catch (thrown) {
      await refresh();
      const error = asApiError(thrown);
      const service = cache.getQueryData<Conversation>(["get", "/api/conversations/{id}", path]);
      const key = `serving.refused.${error.reason}`;
      if (error.code === "offline") notifyBad(t("app.offlineText"));
      else if (i18n.exists(key)) notifyBad(t(key, { name: service?.attendant?.name ?? t("line.somebody") }));
      else notifyBad(error.message || t("form.failed"));
    }
  };
  return {
    refresh,
    take: () => attempt(() => client.POST("/api/conversations/{id}/take", path)),
    reopen: () => attempt(() => client.POST("/api/conversations/{id}/reopen", path)),
  };
}
