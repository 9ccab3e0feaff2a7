import { useTranslation } from "react-i18next";
import type { Invitation } from "@/api/types";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";

/** The link of an invitation, which is shown this once. */
export function LinkDialog({
  token,
  invitation,
  onClose,
}: {
  token: string;
  invitation: Invitation;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const link = `${location.origin}/invitation#${token}`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("users.linkTitle", { name: invitation.name })}
      text={t("users.linkText")}
    >
      <div className="flex items-center gap-2 rounded-soft bg-sunken p-2.5">
        <code className="min-w-0 flex-1 break-all font-mono text-xs" data-testid="invitation-link">
          {link}
        </code>
        <CopyButton text={link} label={t("users.link")} />
      </div>
      <div className="mt-4 flex justify-end">
        <Button kind="primary" onClick={onClose} data-testid="link-done">
          {t("users.linkDone")}
        </Button>
      </div>
    </Dialog>
  );
}
