import { RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLinkState } from "./live";

/** How long the event socket may be away before it is said: a blink is not worth a word. */
const patience = 1200;

/** Says that what is shown may be old. */
export function LinkNotice() {
  const { t } = useTranslation();
  const link = useLinkState();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (link !== "reconnecting") {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), patience);
    return () => clearTimeout(timer);
  }, [link]);
  return (
    <div role="status" aria-live="polite">
      {shown ? (
        <div
          data-testid="reconnecting"
          className="flex items-center justify-center gap-2 border-line border-b bg-warn-soft px-4 py-1.5 text-sm text-warn-text"
        >
          <RefreshCw className="turning size-3.5 shrink-0" aria-hidden />
          {t("app.reconnecting")}
        </div>
      ) : null}
    </div>
  );
}
