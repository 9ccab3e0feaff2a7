import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asApiError } from "@/api/problem";
import { newKey } from "@/features/call-action/key";
import type { Attached } from "./attachments";
import { type FileToSend, sendFile } from "./send-file";

/** The files that wait to be sent from a composer, and how they are sent: one after the other, each its own message. */
export function useAttachments(conversationId: string) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [files, setFiles] = useState<readonly Attached[]>([]);
  const change = (key: string, to: Partial<Attached>) =>
    setFiles((all) => all.map((one) => (one.clientKey === key ? { ...one, ...to } : one)));
  const remove = (key: string) => setFiles((all) => all.filter((one) => one.clientKey !== key));

  const post = async (one: FileToSend, onProgress: (part: number) => void): Promise<string> => {
    try {
      await sendFile(conversationId, one, onProgress);
      await cache.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[1] === "/api/conversations/{id}/messages",
      });
      return "";
    } catch (thrown) {
      const error = asApiError(thrown);
      return error.code === "offline" ? t("app.offlineText") : error.message || t("form.failed");
    }
  };
  /** Sends all that wait; the caption goes with the first. What was refused stays, with the reason. */
  const send = async (caption: string, quotedId?: string) => {
    let words = caption;
    for (const { clientKey, file, sent } of files) {
      if (sent !== undefined) continue;
      change(clientKey, { sent: 0, trouble: undefined });
      const one = { file, clientKey, caption: captioned(file) ? words : "", quotedId };
      if (one.caption) words = "";
      const trouble = await post(one, (part) => change(clientKey, { sent: part }));
      if (trouble) change(clientKey, { sent: undefined, trouble });
      else remove(clientKey);
    }
    return words;
  };
  return {
    files,
    add: (more: readonly File[]) =>
      setFiles((all) => [...all, ...more.map((file) => ({ clientKey: newKey(), file }))]),
    remove,
    send,
    post,
  };
}

/** Whether words can stand under a file. */
const captioned = ({ type }: File) => !type.startsWith("audio/") && type !== "image/webp";
