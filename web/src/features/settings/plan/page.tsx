import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function PlanPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("plan.title")} lead={t("plan.lead")}>
      {null}
    </Page>
  );
}
