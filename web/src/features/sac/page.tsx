import { useParams } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Notice } from "@/ui/notice";
import { Split } from "@/ui/split";
import { ConversationDetail } from "./conversation-detail";
import { ConversationList } from "./conversation-list";

/** SAC 360º: the services, and the thread of one. */
export function SacPage() {
  const { t } = useTranslation();
  const { conversationId } = useParams({ strict: false });
  return (
    <Split
      title={t("sac.title")}
      showDetail={conversationId !== undefined}
      list={<ConversationList selected={conversationId} />}
      detail={
        conversationId ? (
          <ConversationDetail key={conversationId} id={conversationId} />
        ) : (
          <Notice icon={<MessagesSquare />} title={t("sac.pickTitle")} text={t("sac.pickText")} />
        )
      }
    />
  );
}
