import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { CallSettings } from "@/api/types";
import { useMe } from "@/app/session";
import { Card } from "@/ui/card";
import { notifyBad } from "@/ui/notify";
import { Switch } from "@/ui/switch";
import { useKeep } from "./use-call-settings";

/** Meta's own switches, saved as they are pressed. */
export function SwitchesCard({
  settings,
  meta,
}: {
  settings: CallSettings;
  meta: NonNullable<CallSettings["meta"]>;
}) {
  const { t } = useTranslation();
  const { user } = useMe();
  const keep = useKeep(settings.accountId);
  const [sending, setSending] = useState<Partial<Record<"iconHidden" | "callback", boolean>>>({});
  const change = async (body: { iconHidden?: boolean; callback?: boolean }) => {
    if (Object.keys(sending).length > 0) return;
    setSending(body);
    try {
      await keep(
        client.PATCH("/api/settings/calling/{id}/switches", {
          params: { path: { id: settings.accountId } },
          body,
        }),
      );
    } catch (thrown) {
      const { message, code } = asApiError(thrown);
      notifyBad(code === "offline" ? t("app.offlineText") : message || t("form.failed"));
    } finally {
      setSending({});
    }
  };
  return (
    <Card title={t("calling.switches")}>
      <div className="space-y-4 px-4 pb-4">
        <Switch
          checked={!(sending.iconHidden ?? meta.iconHidden)}
          onChange={(shown) => void change({ iconHidden: !shown })}
          label={t("calling.icon")}
          hint={t("calling.iconHint")}
          disabled={!user.admin}
          testId="icon-switch"
        />
        <Switch
          checked={sending.callback ?? meta.callback}
          onChange={(callback) => void change({ callback })}
          label={t("calling.callback")}
          hint={t("calling.callbackHint")}
          disabled={!user.admin}
          testId="callback-switch"
        />
      </div>
    </Card>
  );
}
