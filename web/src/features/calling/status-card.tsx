import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import { type ApiError, asApiError } from "@/api/problem";
import type { CallSettings } from "@/api/types";
import { useMe } from "@/app/session";
import { Switch } from "@/ui/switch";
import { Technical } from "@/ui/technical";
import { useKeep } from "./use-call-settings";

/** Calling on or off, and Meta's words where it will not have it. */
export function StatusCard({ settings }: { settings: CallSettings }) {
  const { t, i18n } = useTranslation();
  const { user } = useMe();
  const keep = useKeep(settings.accountId);
  const [sending, setSending] = useState<boolean>();
  const [refused, setRefused] = useState<ApiError>();
  const shown = sending ?? settings.enabled;
  const change = async (enabled: boolean) => {
    if (sending !== undefined) return;
    setSending(enabled);
    setRefused(undefined);
    try {
      await keep(
        client.PUT("/api/settings/calling/{id}/status", {
          params: { path: { id: settings.accountId } },
          body: { enabled },
        }),
      );
    } catch (thrown) {
      setRefused(asApiError(thrown));
    } finally {
      setSending(undefined);
    }
  };
  const words = (reason: string, message: string) =>
    i18n.exists(`calling.refused.${reason}`) ? t(`calling.refused.${reason}`) : message;
  const trouble = refused
    ? { text: words(refused.reason, refused.message || t("form.failed")), technical: refused.technical }
    : settings.trouble
      ? {
          text: words(settings.trouble.reason, settings.trouble.message),
          technical: settings.trouble.technical,
        }
      : undefined;
  return (
    <section
      className="rounded-card border border-line bg-surface p-4"
      aria-label={t("calling.status")}
      data-testid="calling-status"
      data-enabled={settings.enabled}
    >
      <Switch
        checked={shown}
        onChange={(enabled) => void change(enabled)}
        disabled={!user.admin || !settings.meta}
        label={shown ? t("calling.on") : t("calling.off")}
        hint={
          sending === undefined ? (shown ? t("calling.onHint") : t("calling.offHint")) : t("calling.asking")
        }
        testId="calling-switch"
      />
      {settings.meta?.sip ? <p className="mt-3 text-sm text-warn-text">{t("calling.refused.sip")}</p> : null}
      {trouble ? (
        <div
          role="alert"
          className="mt-3 flex gap-2.5 rounded-soft bg-bad-soft p-3 text-bad-text"
          data-testid="calling-refused"
        >
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <div className="min-w-0 flex-1">
            <p>{trouble.text}</p>
            <Technical text={trouble.technical} className="mt-1.5" />
          </div>
        </div>
      ) : null}
      <p className="mt-3 text-sm text-text-3">{t("calling.phones")}</p>
    </section>
  );
}
