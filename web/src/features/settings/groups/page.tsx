import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function GroupsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("groups.title")} lead={t("groups.lead")}>
      {null}
    </Page>
  );
}
