import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Conversation } from "@/api/types";
import { useNow } from "@/app/clock";
import { dayName } from "@/i18n/format";
import { Button } from "@/ui/button";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { CallEntry } from "./call-entry";
import { DraftEntry } from "./draft-entry";
import { MessageEntry } from "./message-entry";
import { outbox } from "./outbox";
import { threadOf } from "./thread";

/** How far from the end one may be and still follow new entries. */
const near = 120;

/** The thread of a service. It starts at its end and grows upwards without moving what one reads. */
export function Thread({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { id, contact } = conversation;
  const drafts = useSyncExternalStore(outbox.watch, () => outbox.of(id));
  const messages = $api.useInfiniteQuery(
    "get",
    "/api/conversations/{id}/messages",
    { params: { path: { id }, query: { limit: 50 } } },
    {
      pageParamName: "after",
      initialPageParam: "",
      getNextPageParam: (page: { next?: string }) => page.next || undefined,
    },
  );
  const calls = $api.useQuery("get", "/api/calls", { params: { query: { conversationId: id, limit: 100 } } });
  const scroller = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const [fresh, setFresh] = useState(false);

  const loaded = messages.data?.pages.flatMap((page) => page.items ?? []) ?? [];
  const oldest = loaded.at(-1)?.at;
  // Calls from before the oldest loaded message wait until the messages around them are there.
  const shownCalls = (calls.data?.items ?? []).filter(
    (call) => !messages.hasNextPage || !oldest || Date.parse(call.createdAt) >= Date.parse(oldest),
  );
  const thread = threadOf(loaded, shownCalls, drafts);
  const last = thread.at(-1)?.key;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last entry is what this waits for
  useEffect(() => {
    if (away) setFresh(true);
  }, [last]);
  useEffect(() => {
    const mine = drafts.at(-1);
    if (mine?.state === "sending") scroller.current?.scrollTo({ top: 0 });
  }, [drafts]);

  if (messages.isError && loaded.length === 0) {
    return <ErrorNotice error={messages.error} onRetry={() => void messages.refetch()} />;
  }
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        // Reversed: the scroll position counts from the end, so that older entries do not move newer ones.
        className="flex h-full flex-col-reverse overflow-y-auto overflow-x-hidden"
        onScroll={(event) => {
          const up = -event.currentTarget.scrollTop;
          setAway(up > near);
          if (up <= near) setFresh(false);
        }}
      >
        <div
          className="mx-auto flex w-full max-w-[60rem] flex-col px-4 py-5 md:px-6"
          role="log"
          aria-label={t("thread.label", { name: contact.displayName })}
        >
          <MoreOnScroll
            has={messages.hasNextPage}
            loading={messages.isFetchingNextPage}
            failed={messages.isFetchNextPageError}
            onMore={() => void messages.fetchNextPage()}
          />
          {messages.isPending ? <ThreadSkeleton /> : null}
          {messages.isSuccess && thread.length === 0 ? (
            <p className="py-10 text-center text-text-3">{t("thread.empty")}</p>
          ) : null}
          {thread.map((entry) => {
            if (entry.kind === "day") return <Day key={entry.key} at={entry.at} />;
            if (entry.kind === "call") return <CallEntry key={entry.key} call={entry.call} />;
            if (entry.kind === "draft") {
              return <DraftEntry key={entry.key} draft={entry.draft} conversationId={id} />;
            }
            return (
              <MessageEntry
                key={entry.key}
                message={entry.message}
                asked={entry.asked}
                name={contact.displayName}
                conversationId={id}
              />
            );
          })}
        </div>
      </div>
      {fresh ? (
        <Button
          size="s"
          className="fade absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full bg-raised shadow-2"
          onClick={() => scroller.current?.scrollTo({ top: 0, behavior: "smooth" })}
        >
          {t("thread.newBelow")}
        </Button>
      ) : null}
    </div>
  );
}

function Day({ at }: { at: string }) {
  const { t, i18n } = useTranslation();
  const now = useNow(60_000);
  return (
    <div className="my-4 flex items-center gap-3 font-medium text-text-3 text-xs first:mt-0">
      <span className="h-px flex-1 bg-line" />
      {dayName(new Date(at), now, i18n.language, t)}
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

function ThreadSkeleton() {
  return (
    <div aria-hidden className="space-y-3">
      <Skeleton className="h-10 w-2/5 rounded-card" />
      <Skeleton className="ml-auto h-10 w-1/3 rounded-card" />
      <Skeleton className="h-16 w-1/2 rounded-card" />
    </div>
  );
}
