import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { asApiError } from "@/api/problem";
import { Button } from "./button";
import { Dialog } from "./dialog";

/** Asks before something that cannot be taken back. It says what will happen; the button says it again in a word. */
export function Confirm({
  title,
  text,
  confirm,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  text?: string;
  confirm: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState("");
  const go = async () => {
    setSending(true);
    setTrouble("");
    try {
      await onConfirm();
      onClose();
    } catch (thrown) {
      const error = asApiError(thrown);
      setTrouble(error.code === "offline" ? t("app.offlineText") : error.message || t("form.failed"));
      setSending(false);
    }
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} text={text}>
      {children}
      <p role="alert" className="text-bad-text empty:hidden">
        {trouble}
      </p>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{t("app.cancel")}</Button>
        <Button kind="danger" disabled={sending} onClick={() => void go()} data-testid="confirm">
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
