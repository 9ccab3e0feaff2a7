import { Link } from "@tanstack/react-router";
import { Clock, Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/types";
import { useNow } from "@/app/clock";
import { CallHere } from "@/features/call-action/call-here";
import { left } from "@/i18n/format";
import { Avatar } from "@/ui/avatar";
import { Badge } from "@/ui/badge";
import { cn } from "@/ui/cn";
import { ListRow, rowLink } from "@/ui/list-row";
import { Moment } from "@/ui/moment";
import { previewWords } from "./preview";
import { stateWords } from "./state-words";

/** One service in the list. */
export function ConversationRow({
  conversation,
  selected,
}: {
  conversation: Conversation;
  selected: boolean;
}) {
  const { t } = useTranslation();
  const { contact, unread } = conversation;
  return (
    <ListRow
      selected={selected}
      end={
        <CallHere
          contactId={contact.id}
          name={contact.displayName}
          phone={contact.phone}
          accountId={conversation.accountId}
          place="service"
        />
      }
    >
      <Link
        to="/sac/$conversationId"
        params={{ conversationId: conversation.id }}
        search={(before) => ({ ...before, at: undefined })}
        data-row
        data-testid="conversation-row"
        aria-current={selected ? "true" : undefined}
        className={cn(rowLink, "h-[76px]")}
      >
        <Avatar name={contact.displayName} />
        <div className="min-w-0 flex-1">
          <div className="flex items-baseline gap-2">
            <span className={cn("truncate", unread > 0 ? "font-semibold" : "font-medium")}>
              {contact.displayName}
            </span>
            <Moment at={conversation.lastAt} className="ml-auto shrink-0 text-text-3 text-xs" />
          </div>
          <div className="flex items-center gap-2">
            <span className={cn("truncate text-sm", unread > 0 ? "text-text" : "text-text-2")}>
              {previewWords(conversation.preview, contact.displayName, t)}
            </span>
            {unread > 0 ? (
              <Badge
                tone="accent"
                className="ml-auto h-5 min-w-5 justify-center bg-accent px-1.5 text-on-accent"
              >
                <span aria-hidden>{unread}</span>
                <span className="sr-only">{t("sac.unread", { count: unread })}</span>
              </Badge>
            ) : null}
          </div>
          <div className="mt-0.5 flex items-center gap-1.5 text-text-3 text-xs">
            <StateWord conversation={conversation} />
            <span aria-hidden>·</span>
            <WindowLeft ends={conversation.windowEnds} />
          </div>
        </div>
      </Link>
    </ListRow>
  );
}

/** Who has it, for whom it waits, or that it is closed. */
export function StateWord({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { state, attendant, department } = conversation;
  if (state === "in_service" && attendant) return <span className="truncate">{attendant.name}</span>;
  return (
    <span className={cn("truncate", state === "waiting" && "font-medium text-warn-text")}>
      {department ? t("serving.waitsFor", { department: department.name }) : t(stateWords[state])}
    </span>
  );
}

/** How long the service window stays open. */
export function WindowLeft({ ends }: { ends?: string }) {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const remaining = ends ? Date.parse(ends) - now.getTime() : 0;
  if (remaining <= 0) {
    return (
      <span className="flex shrink-0 items-center gap-1" title={t("sac.windowHint")}>
        <Lock className="size-3" aria-hidden />
        {t("sac.windowClosed")}
      </span>
    );
  }
  const soon = remaining < 2 * 3_600_000;
  return (
    <span
      className={cn("flex shrink-0 items-center gap-1", soon && "text-warn-text")}
      title={t("sac.windowHint")}
    >
      <Clock className="size-3" aria-hidden />
      {left(remaining, t)}
    </span>
  );
}
