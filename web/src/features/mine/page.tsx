import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function MinePage() {
  const { t } = useTranslation();
  return (
    <Page title={t("mine.title")} lead={t("mine.lead")}>
      {null}
    </Page>
  );
}
