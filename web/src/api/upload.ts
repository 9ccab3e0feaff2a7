/** Files on their way to the server. */
import { ApiError } from "./problem";
import type { Problem } from "./types";

/** Posts a file as it is and says how far it is, from 0 to 1. It throws an ApiError as the other requests do. */
export function upload<T>(
  address: string,
  file: Blob,
  onProgress: (part: number) => void,
  headers: Record<string, string> = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    // fetch does not tell how much of a body has left.
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = () => reject(new ApiError({ code: "offline" }, 0));
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status < 300) resolve(body as T);
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
