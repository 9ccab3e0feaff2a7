import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function InvitationPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("invitation.title")} lead={t("invitation.lead")}>
      {null}
    </Page>
  );
}
