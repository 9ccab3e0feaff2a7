import { Link } from "@tanstack/react-router";
import { KanbanSquare } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import { asApiError } from "@/api/problem";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import { notifyBad } from "@/ui/notify";
import { useDeals } from "./use-deals";

const day = 24;

/** What stands where there is no funnel yet: for administrators, with a ready one to begin with. */
export function FirstFunnel() {
  const { t } = useTranslation();
  const { user } = useMe();
  const { refresh } = useDeals();
  const [making, setMaking] = useState(false);
  const make = async () => {
    setMaking(true);
    try {
      await client.POST("/api/settings/pipelines", {
        body: {
          name: t("crm.ready.name"),
          currency: "BRL",
          stages: [
            { name: t("crm.ready.new"), color: "gray", limitHours: 2 * day },
            { name: t("crm.ready.contacted"), color: "blue", limitHours: 5 * day },
            { name: t("crm.ready.proposal"), color: "teal", limitHours: 10 * day },
            { name: t("crm.ready.negotiation"), color: "amber", limitHours: 15 * day },
          ],
          wonReasons: [],
          lostReasons: [t("crm.ready.price"), t("crm.ready.rival"), t("crm.ready.silence")],
        },
      });
    } catch (thrown) {
      notifyBad(asApiError(thrown).message || t("form.failed"));
    } finally {
      await refresh();
      setMaking(false);
    }
  };
  return (
    <>
      <h1 className="sr-only">{t("crm.name")}</h1>
      <Notice
        icon={<KanbanSquare />}
        title={t("crm.firstTitle")}
        text={t(user.admin ? "crm.firstText" : "crm.firstAsk")}
        action={
          user.admin ? (
            <div className="flex flex-wrap justify-center gap-2">
              <Button kind="primary" onClick={() => void make()} disabled={making} data-testid="ready-funnel">
                {t("crm.makeReady")}
              </Button>
              <Button asChild>
                <Link to="/settings/funnels">{t("crm.makeOwn")}</Link>
              </Button>
            </div>
          ) : undefined
        }
      />
    </>
  );
}
