import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function CheckPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("check.title")} lead={t("check.lead")}>
      {null}
    </Page>
  );
}
