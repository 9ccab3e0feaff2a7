import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import { asApiError } from "@/api/problem";
import { notifyBad, notifyGood } from "@/ui/notify";
import { newKey } from "./key";
import { reasonWords } from "./words";

/** Sends a call request. A try after an unclear failure has the same key, so that the contact is asked once. */
export function useCallRequest(name: string) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const [sending, setSending] = useState(false);
  const key = useRef("");

  const send = async (conversationId: string) => {
    if (sending) return;
    setSending(true);
    key.current ||= newKey();
    try {
      await client.POST("/api/conversations/{id}/call-request", {
        params: { path: { id: conversationId } },
        body: { clientKey: key.current },
      });
      key.current = "";
      notifyGood(t("request.sent", { name }));
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.code !== "offline") key.current = "";
      const told = {
        reason: error.reason || (error.code === "offline" ? "offline" : ""),
        message: error.message,
      };
      const words = reasonWords(told, i18n);
      notifyBad(t("request.failed"), `${words.message} ${words.fix}`);
    } finally {
      setSending(false);
      void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/api/call-action" });
    }
  };
  return { send, sending };
}
