import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "./button";
import { cn } from "./cn";
import { Hint } from "./hint";
import { notifyBad, notifyGood } from "./notify";

/** Copies a text. `label` says to a screen reader what. */
export function CopyButton({ text, label, className }: { text: string; label: string; className?: string }) {
  const { t } = useTranslation();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      notifyGood(t("app.copied"));
    } catch {
      notifyBad(text);
    }
  };
  return (
    <Hint text={t("app.copy")}>
      <Button
        kind="ghost"
        size="iconS"
        onClick={() => void copy()}
        aria-label={`${t("app.copy")}: ${label}`}
        className={cn(className)}
        data-testid="copy"
      >
        <Copy className="size-3.5" aria-hidden />
      </Button>
    </Hint>
  );
}
