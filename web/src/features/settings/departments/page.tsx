import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function DepartmentsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("departments.title")} lead={t("departments.lead")}>
      {null}
    </Page>
  );
}
