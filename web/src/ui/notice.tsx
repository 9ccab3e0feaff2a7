import { CloudOff, Lock, SearchX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { asApiError } from "@/api/problem";
import { Button } from "./button";
import { Technical } from "./technical";

/** A page or panel that has nothing to show: what it is, why, and the next step. */
export function Notice({
  icon,
  title,
  text,
  action,
  children,
}: {
  icon: ReactNode;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex h-full min-h-64 flex-col items-center justify-center px-6 py-10 text-center">
      <div className="mb-4 grid size-12 place-items-center rounded-full bg-sunken text-text-3 [&_svg]:size-5.5">
        {icon}
      </div>
      <h2 className="text-balance font-semibold text-lg">{title}</h2>
      {text ? <p className="mt-1 max-w-[26rem] text-balance text-text-2">{text}</p> : null}
      {action ? <div className="mt-4">{action}</div> : null}
      {children}
    </div>
  );
}

/** Why something could not be loaded, in words, with what helps. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const fault = asApiError(error);
  const retry = onRetry ? <Button onClick={onRetry}>{t("app.retry")}</Button> : undefined;
  if (fault.code === "offline") {
    return (
      <Notice icon={<CloudOff />} title={t("app.offlineTitle")} text={t("app.offlineText")} action={retry} />
    );
  }
  if (fault.status === 403) return <NoPermission reason={fault.reason} />;
  if (fault.status === 404) {
    return <Notice icon={<SearchX />} title={t("app.notFoundTitle")} text={t("app.notFoundText")} />;
  }
  return (
    <Notice
      icon={<TriangleAlert />}
      title={t("app.errorTitle")}
      text={fault.message || t("app.errorText")}
      action={retry}
    >
      <Technical text={fault.technical} className="mt-4" />
    </Notice>
  );
}

/** A page that this person may not see, with the gate that is closed. */
export function NoPermission({ reason = "no_permission" }: { reason?: string }) {
  const { t, i18n } = useTranslation();
  const key = i18n.exists(`reason.${reason}.message`) ? reason : "no_permission";
  return (
    <Notice
      icon={<Lock />}
      title={t("app.noPermissionTitle")}
      text={
        <>
          {t(`reason.${key}.message`)} {t(`reason.${key}.fix`)}
        </>
      }
    />
  );
}
