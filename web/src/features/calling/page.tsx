import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function CallingPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("calling.title")} lead={t("calling.lead")}>
      {null}
    </Page>
  );
}
