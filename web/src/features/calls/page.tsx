import { useParams } from "@tanstack/react-router";
import { PhoneCall } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/app/session";
import { NoPermission, Notice } from "@/ui/notice";
import { Split } from "@/ui/split";
import { CallDetail } from "./call-detail";
import { CallList } from "./call-list";

/** Calls: the history, and the timeline of one. */
export function CallsPage() {
  const { t } = useTranslation();
  const me = useMe();
  const { callId } = useParams({ strict: false });
  if (!me.modules?.includes("calls")) return <NoPermission reason="module_off" />;
  if (!me.can.history) return <NoPermission />;
  return (
    <Split
      title={t("calls.title")}
      showDetail={callId !== undefined}
      list={<CallList selected={callId} />}
      detail={
        callId ? (
          <CallDetail key={callId} id={callId} />
        ) : (
          <Notice icon={<PhoneCall />} title={t("calls.pickTitle")} text={t("calls.pickText")} />
        )
      }
    />
  );
}
