import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function PricingPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("pricing.title")} lead={t("pricing.lead")}>
      {null}
    </Page>
  );
}
