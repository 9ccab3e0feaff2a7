import type { TFunction } from "i18next";
import type { Notice } from "@/api/types";

/**
 * Tells which notices are news: unread, and not there when this page was opened. Each is news once. What came while nobody looked is
 * counted at the bell and not called out.
 */
export class News {
  #known: Set<string> | undefined;

  take(items: readonly Notice[]): Notice[] {
    const fresh = this.#known ? items.filter(({ id, read }) => !read && !this.#known?.has(id)) : [];
    this.#known = new Set([...(this.#known ?? []), ...items.map(({ id }) => id)]);
    return fresh;
  }
}

/** What a notice says. */
export const noticeWords = ({ kind, contact, actor }: Notice, t: TFunction): string =>
  t(`notices.${kind}`, { name: contact.displayName, actor: actor?.name ?? t("line.somebody") });
