import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function SetupPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("setup.title")} lead={t("setup.lead")}>
      {null}
    </Page>
  );
}
