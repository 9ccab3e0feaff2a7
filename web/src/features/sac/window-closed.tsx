import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";

/** Stands where the composer was while the service window is closed. */
export function WindowClosed({ name }: { name: string }) {
  const { t } = useTranslation();
  return (
    <div className="flex items-start gap-3 py-1" data-testid="window-closed">
      <Lock className="mt-0.5 size-4 shrink-0 text-text-3" aria-hidden />
      <div>
        <p className="font-medium">{t("thread.closedTitle")}</p>
        <p className="max-w-[46rem] text-sm text-text-2">{t("thread.closedText", { name })}</p>
      </div>
    </div>
  );
}
