import { useTranslation } from "react-i18next";
import { useMe } from "@/app/session";
import { QuickReplies } from "@/features/quick-replies/quick-replies";
import { Page } from "@/ui/page";
import { ClosingCard } from "./closing-card";

/** What helps at the service desk: quick replies for all, and why services are closed. */
export function DeskPage() {
  const { t } = useTranslation();
  const { user } = useMe();
  return (
    <Page title={t("deskSettings.title")} lead={user.admin ? t("deskSettings.lead") : t("settings.readOnly")}>
      <QuickReplies shared readOnly={!user.admin} />
      <ClosingCard readOnly={!user.admin} />
    </Page>
  );
}
