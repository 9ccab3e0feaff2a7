import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function AuditPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("audit.title")} lead={t("audit.lead")}>
      {null}
    </Page>
  );
}
