import type { TFunction } from "i18next";

const replies = ["accept_temporary", "accept_permanent", "reject", "revoke"];

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
      return t("thread.unsupported", { kind: detail });
  }
  return preview || t("sac.noPreview");
}
