import { useTranslation } from "react-i18next";
import { Page } from "@/ui/page";

export function UsersPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("users.title")} lead={t("users.lead")}>
      {null}
    </Page>
  );
}
