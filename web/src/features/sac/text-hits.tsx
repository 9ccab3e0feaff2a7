import { Link } from "@tanstack/react-router";
import { MessageSquareText, StickyNote } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api, byPages } from "@/api/client";
import { cn } from "@/ui/cn";
import { ListRow, rowLink } from "@/ui/list-row";
import { Moment } from "@/ui/moment";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { RowSkeletons } from "@/ui/skeleton";
import { foundIn } from "./found-text";

/** The shortest word that texts are searched for. */
const shortest = 3;

/** Messages and notes that have the words; each opens its service where it stands. */
export function TextHits({ search }: { search: string }) {
  const { t } = useTranslation();
  const long = search.split(/\s+/).some((word) => word.length >= shortest);
  const query = $api.useInfiniteQuery(
    "get",
    "/api/messages",
    { params: { query: { search, limit: 20 } } },
    { ...byPages, enabled: long },
  );
  if (!long) return null;
  const hits = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label={t("sac.inTexts")}>
      <h3 className="sticky top-0 border-line border-y bg-bg px-4 py-1.5 font-medium text-sm text-text-2">
        {t("sac.inTexts")}
      </h3>
      {query.isPending ? <RowSkeletons /> : null}
      {query.isSuccess && hits.length === 0 ? (
        <p className="px-4 py-3 text-text-3">{t("sac.noTexts")}</p>
      ) : null}
      <ul>
        {hits.map(({ message, conversation }) => {
          const Icon = message.kind === "note" ? StickyNote : MessageSquareText;
          return (
            <ListRow key={message.id}>
              <Link
                to="/sac/$conversationId"
                params={{ conversationId: conversation.id }}
                search={(before) => ({ ...before, at: message.id })}
                data-row
                data-testid="text-hit"
                className={cn(rowLink, "min-h-[60px] items-start py-2.5 pr-4")}
              >
                <Icon className="mt-0.5 size-4 shrink-0 text-text-3" aria-hidden />
                <span className="min-w-0 flex-1">
                  <span className="flex items-baseline gap-2">
                    <span className="truncate font-medium">{conversation.contact.displayName}</span>
                    <Moment at={message.at} className="ml-auto shrink-0 text-text-3 text-xs" />
                  </span>
                  <span className="line-clamp-2 text-sm text-text-2">
                    {foundIn(message.text, search).map(({ at, text, found }) =>
                      found ? (
                        <mark key={at} className="rounded-[3px] bg-warn-soft text-text">
                          {text}
                        </mark>
                      ) : (
                        text
                      ),
                    )}
                  </span>
                </span>
              </Link>
            </ListRow>
          );
        })}
      </ul>
      <MoreOnScroll
        has={query.hasNextPage}
        loading={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={() => void query.fetchNextPage()}
      />
    </section>
  );
}
