import type { TFunction } from "i18next";

const replies = ["accept_temporary", "accept_permanent", "reject", "revoke"];

/** Kinds of message that have a name in the catalogue. */
const kinds = ["reaction", "sticker", "image", "video", "audio", "document", "location", "contacts"];

/** What a message of a kind that is not shown yet is called. */
export const unsupportedWords = (kind: string, t: TFunction): string =>
  t("thread.unsupported", { kind: kinds.includes(kind) ? t(`messageKind.${kind}`).toLowerCase() : kind });

/** Kinds of message that carry something beside their words. */
const carrying = ["image", "sticker", "audio", "voice", "video", "document", "location", "contacts"];

/** What a message says in one line: its words, or what it is. */
export function contentWords(kind: string, text: string, name: string, t: TFunction): string {
  switch (kind) {
    case "call_request":
      return t("request.entry");
    case "permission_reply":
      return t(`request.reply_${replies.includes(text) ? text : "other"}`, { name });
    case "unsupported":
      return unsupportedWords(text, t);
  }
  if (!carrying.includes(kind)) return text;
  const what = t(`messageKind.${kind}`);
  return text ? `${what}: ${text}` : what;
}

/**
 * The newest entry of a service in words. The server sends the text of a message, and for others a word behind a colon:
 * ":call_request", ":permission_reply:reject", ":image:Its caption".
 */
export function previewWords(preview: string, name: string, t: TFunction): string {
  const [, kind, text = ""] = /^:([a-z_]+)(?::(.*))?$/.exec(preview) ?? [];
  return (kind ? contentWords(kind, text, name, t) : preview) || t("sac.noPreview");
}
