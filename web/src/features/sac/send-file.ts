import type { Message } from "@/api/types";
import { upload } from "@/api/upload";

export interface FileToSend {
  file: Blob & { name?: string };
  caption: string;
  quotedId?: string;
  voice?: boolean;
  clientKey: string;
}

/** Sends a file and says how far it is, from 0 to 1. It throws an ApiError as the other requests do. */
export function sendFile(
  conversationId: string,
  { file, caption, quotedId, voice, clientKey }: FileToSend,
  onProgress: (part: number) => void,
): Promise<Message> {
  const query = new URLSearchParams();
  if (file.name) query.set("name", file.name);
  if (caption) query.set("caption", caption);
  if (quotedId) query.set("quotedId", quotedId);
  if (voice) query.set("voice", "true");
  return upload<Message>(`/api/conversations/${conversationId}/files?${query}`, file, onProgress, {
    "Idempotency-Key": clientKey,
  });
}
