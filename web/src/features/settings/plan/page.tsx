import { Check, Phone, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { useMe } from "@/app/session";
import { linkTo } from "@/features/calling/module-off";
import { Badge } from "@/ui/badge";
import { Card } from "@/ui/card";
import { Loaded } from "@/ui/loaded";
import { Page } from "@/ui/page";

/** What the workspace has. It is set by whoever runs the server, and only read here. */
export function PlanPage() {
  const { t } = useTranslation();
  const { salesContact } = useMe().workspace;
  const plan = $api.useQuery("get", "/api/settings/plan");
  const href = salesContact ? linkTo(salesContact) : undefined;
  return (
    <Page title={t("plan.title")} lead={t("plan.lead")}>
      <Loaded query={plan}>
        {({ modules, seats, taken }) => (
          <>
            <Card title={t("plan.modules")}>
              <ul className="divide-y divide-line border-line border-t">
                {modules.map(({ id, on }) => (
                  <li key={id} className="flex items-start gap-3 px-4 py-3" data-testid={`module-${id}`}>
                    <Phone className="mt-0.5 size-4 shrink-0 text-text-3" aria-hidden />
                    <div className="min-w-0 flex-1">
                      <div className="font-medium">{t(`plan.module.${id}.name`)}</div>
                      <p className="text-sm text-text-2">{t(`plan.module.${id}.text`)}</p>
                    </div>
                    <Badge tone={on ? "good" : "quiet"}>
                      {on ? <Check aria-hidden /> : <X aria-hidden />}
                      {on ? t("plan.on") : t("plan.off")}
                    </Badge>
                  </li>
                ))}
              </ul>
            </Card>
            <Card title={t("plan.seats")}>
              <div className="px-4 pb-4">
                <p className="text-lg tabular-nums" data-testid="plan-seats">
                  {seats ? t("users.seats", { taken, seats }) : t("users.seatsFree", { taken })}
                </p>
                {seats ? (
                  <div className="mt-2 h-2 overflow-hidden rounded-full bg-sunken">
                    <div
                      className={`h-full rounded-full ${taken >= seats ? "bg-warn" : "bg-accent"}`}
                      style={{ width: `${Math.min(100, (taken / seats) * 100)}%` }}
                    />
                  </div>
                ) : null}
                <p className="mt-2 text-sm text-text-3">{t("plan.seatsHint")}</p>
              </div>
            </Card>
            <p className="text-text-2">
              {t("plan.change")}{" "}
              {href ? (
                <a href={href} className="text-accent-text underline underline-offset-2">
                  {salesContact}
                </a>
              ) : (
                salesContact || t("calling.noSales")
              )}
            </p>
          </>
        )}
      </Loaded>
    </Page>
  );
}
