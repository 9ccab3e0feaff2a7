import { Lock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/types";
import { TemplateDialog } from "@/features/templates/template-dialog";
import { Button } from "@/ui/button";

/** Stands where the composer was while the service window is closed. The way out is a template. */
export function WindowClosed({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { contact, accountId } = conversation;
  return (
    <div className="flex flex-wrap items-center gap-3 py-1" data-testid="window-closed">
      <Lock className="size-4 shrink-0 self-start text-text-3" aria-hidden />
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">{t("thread.closedTitle")}</p>
        <p className="max-w-[46rem] text-sm text-text-2">
          {t("thread.closedText", { name: contact.displayName })}
        </p>
      </div>
      <Button onClick={() => setOpen(true)} data-testid="send-template">
        {t("template.send")}
      </Button>
      {open ? (
        <TemplateDialog
          contactId={contact.id}
          name={contact.displayName}
          accountId={accountId}
          onSent={() => setOpen(false)}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}
