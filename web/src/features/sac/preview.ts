import type { TFunction } from "i18next";

const replies = ["accept_temporary", "accept_permanent", "reject", "revoke"];

/** Kinds of message that have a name in the catalogue. */
const kinds = [
  "audio",
  "contacts",
  "document",
  "image",
  "location",
  "reaction",
  "sticker",
  "video",
  "voicemail",
];

/** What a message of a kind that is not shown yet is called. */
export const unsupportedWords = (kind: string, t: TFunction): string =>
  t("thread.unsupported", { kind: kinds.includes(kind) ? t(`messageKind.${kind}`) : kind });

/**
 * The newest entry of a service in words. The server sends the text of a message, and for what has none a word behind a
 * colon: ":call_request", ":permission_reply:reject", ":unsupported:sticker".
 */
export function previewWords(preview: string, name: string, t: TFunction): string {
  const [, kind, detail = ""] = /^:([a-z_]+)(?::(.*))?$/.exec(preview) ?? [];
  switch (kind) {
    case "call_request":
      return t("request.entry");
    case "permission_reply":
      return t(`request.reply_${replies.includes(detail) ? detail : "other"}`, { name });
    case "unsupported":
      return unsupportedWords(detail, t);
  }
  return preview || t("sac.noPreview");
}
