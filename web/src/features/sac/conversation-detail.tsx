import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Conversation } from "@/api/types";
import { CallAction } from "@/features/call-action/call-action";
import { ShunnedBadge } from "@/features/contacts/shunned-badge";
import { useMerged } from "@/features/contacts/use-merged";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { ErrorNotice } from "@/ui/notice";
import { Phone } from "@/ui/phone";
import { HeadSkeleton, Skeleton } from "@/ui/skeleton";
import { StateWord, WindowLeft } from "./conversation-row";
import { ServiceMenu } from "./service-menu";
import { Thread } from "./thread-view";
import { useMarkRead } from "./use-mark-read";
import { Writing } from "./writing";

/** A service: who, the call action, the thread, and the composer. */
export function ConversationDetail({ id }: { id: string }) {
  const navigate = useNavigate();
  const query = $api.useQuery("get", "/api/conversations/{id}", { params: { path: { id } } });
  useMerged(id, query.data?.id, query.data?.contact.displayName ?? "", (conversationId) => {
    void navigate({
      to: "/sac/$conversationId",
      params: { conversationId },
      search: (before) => before,
      replace: true,
    });
  });
  if (query.isError && !query.data) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Loading />;
  return <Shown conversation={query.data} />;
}

function Shown({ conversation }: { conversation: Conversation }) {
  useMarkRead(conversation);
  return (
    <>
      <Header conversation={conversation} />
      <Thread conversation={conversation} />
      <Writing conversation={conversation} />
    </>
  );
}

function Header({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { view } = useSearch({ from: "/frame/sac" });
  const accounts = $api.useQuery("get", "/api/accounts", {});
  const { contact, accountId } = conversation;
  const account = accounts.data?.items?.find((one) => one.id === accountId);
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-3 py-2.5 md:px-5">
      <div className="flex min-w-0 flex-1 basis-64 items-center gap-3">
        <Button asChild kind="ghost" size="icon" className={cn("-mx-1", view !== "board" && "md:hidden")}>
          <Link to="/sac" search={(before) => ({ ...before, at: undefined })} aria-label={t("sac.back")}>
            <ArrowLeft className="size-[18px]" aria-hidden />
          </Link>
        </Button>
        <Avatar name={contact.displayName} />
        <div className="min-w-0">
          <h2 className="truncate font-semibold">
            <Link
              to="/contacts/$contactId"
              params={{ contactId: contact.id }}
              className="rounded-tight hover:underline"
            >
              {contact.displayName}
            </Link>
            <span className="ml-2 font-normal text-sm text-text-3">
              <Phone digits={contact.phone} />
            </span>
          </h2>
          <div className="flex flex-wrap items-center gap-x-1.5 text-sm text-text-3">
            {contact.doNotContact ? <ShunnedBadge shunned={contact.doNotContact} /> : null}
            <StateWord conversation={conversation} />
            <span aria-hidden>·</span>
            <WindowLeft ends={conversation.windowEnds} />
            {account ? (
              <span className="truncate max-2xl:hidden">· {t("sac.on", { account: account.name })}</span>
            ) : null}
          </div>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2 [&>div]:contents">
        <CallAction
          contactId={contact.id}
          name={contact.displayName}
          phone={contact.phone}
          accountId={accountId}
          place="service"
        />
        <ServiceMenu conversation={conversation} />
      </div>
    </header>
  );
}

function Loading() {
  return (
    <div aria-hidden className="flex h-full flex-col">
      <HeadSkeleton className="h-[61px]" />
      <div className="flex-1 space-y-3 p-5">
        <Skeleton className="h-10 w-2/5 rounded-card" />
        <Skeleton className="ml-auto h-10 w-1/3 rounded-card" />
        <Skeleton className="h-16 w-1/2 rounded-card" />
      </div>
    </div>
  );
}
