import { Navigate, useParams, useSearch } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "@/ui/cn";
import { Notice } from "@/ui/notice";
import { Split } from "@/ui/split";
import { boardWanted } from "./board-wanted";
import { ConversationDetail } from "./conversation-detail";
import { ConversationList } from "./conversation-list";

const Board = lazy(() => import("./board").then((module) => ({ default: module.Board })));

/** SAC 360º: the services as a list or a board, and the thread of one. */
export function SacPage() {
  const { t } = useTranslation();
  const { conversationId } = useParams({ strict: false });
  const by = useSearch({ from: "/frame/sac" });
  const detail = conversationId ? <ConversationDetail key={conversationId} id={conversationId} /> : null;
  // Whoever comes without a wish of their own finds what they chose last.
  if (
    !conversationId &&
    Object.values(by).every((wish) => wish === undefined) &&
    boardWanted.get() === "on"
  ) {
    return <Navigate to="/sac" search={{ view: "board" }} replace />;
  }
  if (by.view === "board") {
    return (
      <div className="flex h-full min-h-0">
        <h1 className="sr-only">{t("sac.title")}</h1>
        <section className={cn("min-h-0 min-w-0 flex-1 bg-bg", detail && "max-xl:hidden")}>
          <Suspense>
            <Board selected={conversationId} />
          </Suspense>
        </section>
        {detail ? (
          <section className="flex min-h-0 min-w-0 flex-1 flex-col border-line bg-bg xl:max-w-[34rem] xl:border-l">
            {detail}
          </section>
        ) : null}
      </div>
    );
  }
  return (
    <Split
      title={t("sac.title")}
      showDetail={conversationId !== undefined}
      list={<ConversationList selected={conversationId} />}
      detail={
        detail ?? <Notice icon={<MessagesSquare />} title={t("sac.pickTitle")} text={t("sac.pickText")} />
      }
    />
  );
}
