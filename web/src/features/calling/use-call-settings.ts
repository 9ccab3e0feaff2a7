/** Reading and changing the call settings of an account. Every change answers with what Meta holds afterwards. */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { $api, must } from "@/api/client";
import type { CallSettings } from "@/api/types";
import { notifyGood } from "@/ui/notify";

export const settingsQuery = (id: string) => ({ params: { path: { id } } });

const queryKey = (id: string) =>
  $api.queryOptions("get", "/api/settings/calling/{id}", settingsQuery(id)).queryKey;

/** Keeps the answer of a change and says that it is saved. Throws what was refused. */
export function useKeep(id: string) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  return async (change: Promise<{ data?: CallSettings }>) => {
    cache.setQueryData(queryKey(id), await must(change));
    void cache.invalidateQueries({ predicate: (query) => query.queryKey[1] === "/api/accounts" });
    notifyGood(t("form.saved"));
  };
}

/** Reads the settings again, and returns what they are now. */
export function useReread(id: string) {
  const cache = useQueryClient();
  return async () => {
    await cache.invalidateQueries({ queryKey: queryKey(id) });
    return cache.getQueryData<CallSettings>(queryKey(id));
  };
}
