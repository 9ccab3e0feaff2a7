import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Conversation } from "@/api/types";
import { useNow } from "@/app/clock";
import { useMe } from "@/app/session";
import { dayName } from "@/i18n/format";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import { CallEntry } from "./call-entry";
import { DraftEntry } from "./draft-entry";
import { MessageEntry } from "./message-entry";
import { outbox } from "./outbox";
import { threadOf, within } from "./thread";
import { useMessages } from "./use-messages";

/** How far from the end one may be and still follow new entries. */
const near = 120;

/**
 * The thread of a service. It starts at its end, or at the message that is asked for, and grows both ways without moving what one
 * reads. Only a window of it is there at a time: what is far from what one reads is let go of, and read again on the way back.
 */
export function Thread({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { user } = useMe();
  const { at } = useSearch({ from: "/frame/sac" });
  const { id, contact } = conversation;
  const drafts = useSyncExternalStore(outbox.watch, () => outbox.of(id));
  const messages = useMessages(id, at);
  const calls = $api.useQuery("get", "/api/calls", { params: { query: { conversationId: id, limit: 100 } } });
  const scroller = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const [fresh, setFresh] = useState(false);

  const loaded = messages.data?.pages.flatMap((page) => page.items) ?? [];
  const atEnd = !messages.hasPreviousPage;
  const shown = within(calls.data?.items ?? [], loaded, { older: messages.hasNextPage, newer: !atEnd });
  const thread = threadOf(loaded, shown, atEnd ? drafts : []);
  const last = thread.at(-1)?.key;
  const anchor = useAnchor(scroller, thread, away);

  const toNewest = async () => {
    if (at) await navigate({ to: ".", search: (before) => ({ ...before, at: undefined }), replace: true });
    else if (!atEnd) await messages.restart();
    scroller.current?.scrollTo({ top: 0 });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last entry is what this waits for
  useEffect(() => {
    const newest = thread.at(-1);
    const mine =
      newest?.kind === "message" &&
      newest.message.direction === "out" &&
      newest.message.author?.id === user.id;
    if (mine && newest.message.status === "pending") void toNewest();
    else if (away) setFresh(true);
  }, [last]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is being sent is looked at
  useEffect(() => {
    if (drafts.at(-1)?.state === "sending") void toNewest();
  }, [drafts]);
  const arrived = at !== undefined && loaded.some((message) => message.id === at);
  useEffect(() => {
    if (!arrived) return;
    const element = scroller.current?.querySelector(`[data-message="${CSS.escape(at)}"]`);
    element?.scrollIntoView({ block: "center" });
  }, [arrived, at]);

  if (messages.isError && loaded.length === 0) {
    return <ErrorNotice error={messages.error} onRetry={() => void (at ? toNewest() : messages.refetch())} />;
  }
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the keys
        tabIndex={0}
        // Reversed: the scroll position counts from the end, so that older entries do not move newer ones.
        className="flex h-full flex-col-reverse overflow-y-auto overflow-x-hidden [overflow-anchor:none]"
        onScroll={(event) => {
          const up = -event.currentTarget.scrollTop;
          setAway(up > near);
          if (up <= near && atEnd) setFresh(false);
          anchor.remember();
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
          {thread.map((entry) => (
            <div
              key={entry.key}
              data-entry={entry.key}
              data-message={entry.kind === "message" ? entry.message.id : undefined}
              className={cn(entry.kind === "message" && entry.message.id === at && "found-here")}
            >
              {entry.kind === "day" ? <Day at={entry.at} /> : null}
              {entry.kind === "call" ? <CallEntry call={entry.call} /> : null}
              {entry.kind === "draft" ? <DraftEntry draft={entry.draft} conversationId={id} /> : null}
              {entry.kind === "message" ? (
                <MessageEntry
                  message={entry.message}
                  asked={entry.asked}
                  name={contact.displayName}
                  conversationId={id}
                />
              ) : null}
            </div>
          ))}
          <MoreOnScroll
            has={messages.hasPreviousPage}
            loading={messages.isFetchingPreviousPage}
            failed={messages.isFetchPreviousPageError}
            onMore={() => void messages.fetchPreviousPage()}
          />
        </div>
      </div>
      {(fresh && away) || !atEnd ? (
        <Button
          size="s"
          className="fade absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full bg-raised shadow-2"
          onClick={() => void toNewest()}
          data-testid="to-newest"
        >
          {t(fresh ? "thread.newBelow" : "thread.toNewest")}
        </Button>
      ) : null}
    </div>
  );
}

/** Keeps what one reads where it is while entries come and go around it. At the end nothing has to be kept: there one follows. */
function useAnchor(
  scroller: React.RefObject<HTMLDivElement | null>,
  thread: readonly unknown[],
  away: boolean,
) {
  const kept = useRef<{ key: string; top: number }>(undefined);
  const remember = () => {
    const view = scroller.current;
    if (!view) return;
    const { top, height } = view.getBoundingClientRect();
    const entries = view.querySelectorAll<HTMLElement>("[data-entry]");
    for (const entry of entries) {
      const place = entry.getBoundingClientRect();
      if (place.bottom < top + height / 3) continue;
      kept.current = { key: entry.dataset.entry ?? "", top: place.top };
      return;
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the entries change
  useLayoutEffect(() => {
    const view = scroller.current;
    if (!view || !away || !kept.current) return;
    const entry = view.querySelector(`[data-entry="${CSS.escape(kept.current.key)}"]`);
    if (entry) view.scrollTop += entry.getBoundingClientRect().top - kept.current.top;
    remember();
  }, [thread.length, scroller, away]);
  return { remember };
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
