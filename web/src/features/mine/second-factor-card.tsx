import { useQueryClient } from "@tanstack/react-query";
import { ShieldCheck, ShieldOff } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { sessionKey, useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { EnrolFactor } from "./enrol-factor";
import { PasswordDialog } from "./password-dialog";
import { ShownOnce } from "./shown-once";

/** The second factor: on, off, and new recovery codes. */
export function SecondFactorCard() {
  const { t } = useTranslation();
  const { user } = useMe();
  const cache = useQueryClient();
  const [doing, setDoing] = useState<"enrol" | "codes" | "off">();
  const [codes, setCodes] = useState<string[]>();
  const refresh = () => cache.invalidateQueries({ queryKey: sessionKey });
  const close = () => setDoing(undefined);
  return (
    <Card title={t("mine.factor")}>
      <div className="px-4 pb-4">
        <p className="flex items-start gap-2.5 text-text-2" data-testid="factor" data-on={user.secondFactor}>
          {user.secondFactor ? (
            <ShieldCheck className="mt-0.5 size-4 shrink-0 text-good" aria-hidden />
          ) : (
            <ShieldOff className="mt-0.5 size-4 shrink-0 text-text-3" aria-hidden />
          )}
          {user.secondFactor ? t("mine.factorOn") : t("mine.factorOff")}
        </p>
        <div className="mt-3 flex flex-wrap gap-2">
          {user.secondFactor ? (
            <>
              <Button onClick={() => setDoing("codes")} data-testid="new-codes">
                {t("mine.newCodes")}
              </Button>
              <Button onClick={() => setDoing("off")} data-testid="factor-off">
                {t("mine.switchOff")}
              </Button>
            </>
          ) : (
            <Button kind="primary" onClick={() => setDoing("enrol")} data-testid="factor-on">
              {t("mine.switchOn")}
            </Button>
          )}
        </div>
      </div>
      {doing === "enrol" ? (
        <EnrolFactor
          onClose={close}
          onDone={(fresh) => {
            close();
            setCodes(fresh);
            void refresh();
          }}
        />
      ) : null}
      {doing === "codes" ? (
        <PasswordDialog
          title={t("mine.newCodes")}
          text={t("mine.newCodesText")}
          submit={t("mine.newCodes")}
          onClose={close}
          onPassword={async (password) => {
            const answer = await must(client.POST("/api/me/recovery-codes", { body: { password } }));
            close();
            setCodes(answer.codes);
          }}
        />
      ) : null}
      {doing === "off" ? (
        <PasswordDialog
          title={t("mine.switchOff")}
          text={t("mine.switchOffText")}
          submit={t("mine.switchOff")}
          onClose={close}
          onPassword={async (password) => {
            await client.POST("/api/me/second-factor/off", { body: { password } });
            close();
            await refresh();
          }}
        />
      ) : null}
      {codes ? (
        <ShownOnce
          title={t("mine.codesTitle")}
          text={t("mine.codesText")}
          secret={codes.join("\n")}
          onClose={() => setCodes(undefined)}
        />
      ) : null}
    </Card>
  );
}
