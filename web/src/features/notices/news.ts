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
export const noticeWords = ({ kind, contact, actor, deal }: Notice, t: TFunction): string =>
  t(`notices.${kind}`, {
    name: contact.displayName,
    actor: actor?.name ?? t("line.somebody"),
    title: deal?.title,
  });

/** Where a notice leads: to the deal, or to the service. */
export const noticePlace = ({ deal, conversationId = "" }: Notice) =>
  deal
    ? ({ to: "/crm/$dealId", params: { dealId: deal.id }, search: { pipeline: deal.pipelineId } } as const)
    : ({ to: "/sac/$conversationId", params: { conversationId } } as const);
