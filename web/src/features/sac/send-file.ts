import { ApiError } from "@/api/problem";
import type { Message, Problem } from "@/api/types";

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
  return new Promise((resolve, reject) => {
    // fetch does not tell how much of a body has left.
    const request = new XMLHttpRequest();
    request.open("POST", `/api/conversations/${conversationId}/files?${query}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Idempotency-Key", clientKey);
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = () => reject(new ApiError({ code: "offline" }, 0));
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status < 300) resolve(body as Message);
      else reject(new ApiError({ ...(body as Problem), status: request.status }, request.status));
    };
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {}; // a proxy's page: the status alone says what happened
  }
}
