import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function AccountsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("accounts.title")} lead={t("accounts.lead")}>
      {null}
    </Page>
  );
}
