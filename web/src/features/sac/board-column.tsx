import { useDraggable, useDroppable } from "@dnd-kit/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { $api, byPages } from "@/api/client";
import type { Conversation } from "@/api/types";
import { CallHere } from "@/features/call-action/call-here";
import { Avatar } from "@/ui/avatar";
import { Badge } from "@/ui/badge";
import { cn } from "@/ui/cn";
import { listKeys } from "@/ui/list-keys";
import { Moment } from "@/ui/moment";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice } from "@/ui/notice";
import { Skeleton } from "@/ui/skeleton";
import type { Move } from "./board-move";
import { StateWord, WindowLeft } from "./conversation-row";
import { asked, type Narrowing } from "./narrowing";
import { previewWords } from "./preview";
import { stateWords } from "./state-words";

/** One column: the services of a state, and where services are dropped. */
export function BoardColumn({
  column,
  by,
  count,
  target,
  selected,
  hidden,
}: {
  column: Conversation["state"];
  by: Narrowing;
  count?: number;
  /** What dropping here what is being drawn would do; undefined while nothing is. */
  target?: Move;
  selected?: string;
  /** Not shown where there is room for one column only. */
  hidden: boolean;
}) {
  const { t } = useTranslation();
  const { setNodeRef, isOver } = useDroppable({ id: column, disabled: target === "no" });
  const query = $api.useInfiniteQuery(
    "get",
    "/api/conversations",
    { params: { query: { limit: 30, ...asked(by) } } },
    { ...byPages, placeholderData: (before) => before },
  );
  const cards = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section
      ref={setNodeRef}
      aria-label={t(stateWords[column])}
      data-testid={`column-${column}`}
      className={cn(
        "flex min-h-0 min-w-0 flex-1 flex-col rounded-card border border-transparent bg-sunken md:min-w-56",
        hidden && "max-md:hidden",
        target && target !== "no" && "border-line-strong border-dashed",
        isOver && "border-accent bg-accent-soft",
      )}
    >
      <h3 className="flex items-center gap-2 px-3 pt-2.5 pb-2 font-semibold text-sm">
        {t(stateWords[column])}
        {count !== undefined ? <span className="font-normal text-text-3 tabular-nums">{count}</span> : null}
      </h3>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: moves the focus between the links within */}
      <div className="min-h-0 flex-1 space-y-2 overflow-y-auto px-2 pb-2" onKeyDown={listKeys}>
        {query.isPending
          ? [0, 1, 2].map((i) => <Skeleton key={i} className="h-[106px] rounded-soft" />)
          : null}
        {query.isError && cards.length === 0 ? (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : null}
        {query.isSuccess && cards.length === 0 ? (
          <p className="px-2 py-6 text-center text-sm text-text-3">{t("board.empty")}</p>
        ) : null}
        <ul className="space-y-2">
          {cards.map((conversation) => (
            <Card key={conversation.id} conversation={conversation} selected={conversation.id === selected} />
          ))}
        </ul>
        <MoreOnScroll
          has={query.hasNextPage}
          loading={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
      </div>
    </section>
  );
}

function Card({ conversation, selected }: { conversation: Conversation; selected: boolean }) {
  const { id, contact, accountId } = conversation;
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({ id, data: { conversation } });
  return (
    <li
      ref={setNodeRef}
      className={cn(
        "group relative rounded-soft border bg-surface",
        selected ? "border-accent" : "border-line hover:border-line-strong",
        isDragging && "opacity-40",
      )}
    >
      <Link
        to="/sac/$conversationId"
        params={{ conversationId: id }}
        search={(before) => ({ ...before, at: undefined })}
        data-row
        data-testid="card"
        aria-current={selected ? "true" : undefined}
        draggable={false}
        className="block rounded-soft"
        {...listeners}
        aria-describedby={attributes["aria-describedby"]}
        aria-roledescription={attributes["aria-roledescription"]}
        onKeyDown={(event) => {
          // Enter opens; the space bar picks up.
          if (event.key !== "Enter") listeners?.onKeyDown?.(event);
        }}
      >
        <CardFace conversation={conversation} />
      </Link>
      <div className="absolute right-0 bottom-1.5">
        <CallHere
          contactId={contact.id}
          name={contact.displayName}
          phone={contact.phone}
          accountId={accountId}
          place="service"
        />
      </div>
    </li>
  );
}

/** What a card shows: both names, the newest words, who has it, how long the window stays open. */
export function CardFace({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { contact, unread, preview, lastAt, windowEnds } = conversation;
  return (
    <div className="px-3 py-2.5">
      <div className="flex items-start gap-2">
        <Avatar name={contact.displayName} size="s" />
        <div className="min-w-0 flex-1">
          <div className="flex items-baseline gap-2">
            <span className={cn("truncate", unread > 0 ? "font-semibold" : "font-medium")}>
              {contact.displayName}
            </span>
            <Moment at={lastAt} className="ml-auto shrink-0 text-text-3 text-xs" />
          </div>
          {contact.whatsAppName && contact.whatsAppName !== contact.displayName ? (
            <p className="truncate text-text-3 text-xs">
              {t("board.onWhatsApp", { name: contact.whatsAppName })}
            </p>
          ) : null}
        </div>
      </div>
      <p className={cn("mt-1.5 line-clamp-2 text-sm", unread > 0 ? "text-text" : "text-text-2")}>
        {previewWords(preview, contact.displayName, t)}
      </p>
      <div className="mt-1.5 flex items-center gap-1.5 pr-8 text-text-3 text-xs">
        <StateWord conversation={conversation} />
        <span aria-hidden>·</span>
        <WindowLeft ends={windowEnds} />
        {unread > 0 ? (
          <Badge tone="accent" className="h-5 min-w-5 justify-center bg-accent px-1.5 text-on-accent">
            <span aria-hidden>{unread}</span>
            <span className="sr-only">{t("sac.unread", { count: unread })}</span>
          </Badge>
        ) : null}
      </div>
    </div>
  );
}
