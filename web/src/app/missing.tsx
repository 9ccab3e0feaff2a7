import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";

/** An address that leads nowhere. */
export function Missing() {
  const { t } = useTranslation();
  return (
    <main className="h-full bg-bg">
      <Notice
        icon={<Compass />}
        title={t("app.notFoundTitle")}
        text={t("app.notFoundText")}
        action={
          <Button asChild>
            <Link to="/sac">{t("app.goHome")}</Link>
          </Button>
        }
      />
    </main>
  );
}
