import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";

/** A secret that is shown this once. */
export function ShownOnce({
  title,
  text,
  secret,
  onClose,
}: {
  title: string;
  text: string;
  secret: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} text={text}>
      <div className="flex items-start gap-2 rounded-soft bg-sunken p-3">
        <pre className="min-w-0 flex-1 whitespace-pre-wrap break-all font-mono text-sm" data-testid="secret">
          {secret}
        </pre>
        <CopyButton text={secret} label={title} />
      </div>
      <div className="mt-4 flex justify-end">
        <Button kind="primary" onClick={onClose} data-testid="secret-done">
          {t("users.linkDone")}
        </Button>
      </div>
    </Dialog>
  );
}
