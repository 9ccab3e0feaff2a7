import { useTranslation } from "react-i18next";
import type { AccountSettings } from "@/api/types";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";
import { CheckList } from "./check-list";
import { steps } from "./steps";
import { useCheck } from "./use-check";

/** The check of an account, step by step. `verifyToken` is shown where it has just been made, and never again. */
export function CheckDialog({
  account,
  verifyToken,
  onClose,
}: {
  account: AccountSettings;
  verifyToken?: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const check = useCheck(account.id);
  const done = steps.filter((step) => typeof check.shown[step] !== "string").length;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("accounts.checkTitle", { name: account.name })}
      text={t(verifyToken ? "accounts.connectedText" : "accounts.checkText")}
      className="sm:top-[7vh] sm:max-h-[86vh] sm:w-[36rem]"
    >
      <CheckList check={check} />
      {verifyToken ? (
        <details className="mt-2 rounded-soft bg-sunken p-3">
          <summary className="cursor-pointer font-medium">{t("accounts.byHand")}</summary>
          <p className="mt-1 text-sm text-text-2">{t("accounts.byHandText")}</p>
          <Copied label={t("accounts.webhook")} text={account.webhook} />
          <Copied label={t("accounts.secret_verifyToken")} text={verifyToken} />
        </details>
      ) : null}
      <div className="sticky -bottom-5 -mx-5 mt-4 -mb-5 flex flex-wrap items-center justify-between gap-3 border-line border-t bg-raised px-5 py-3">
        <p role="status" className="text-sm text-text-3 tabular-nums">
          {t("accounts.progress", { done, all: steps.length })}
        </p>
        <div className="flex gap-2">
          <Button disabled={check.running} onClick={check.run} data-testid="check-again">
            {t(check.running ? "accounts.checking" : "accounts.again")}
          </Button>
          <Button kind="primary" onClick={onClose} data-testid="check-done">
            {t("accounts.done")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** A value to take somewhere else. */
export function Copied({ label, text }: { label: string; text: string }) {
  return (
    <div className="mt-2 min-w-0">
      <p className="text-sm text-text-3">{label}</p>
      <p className="flex items-start gap-1">
        <code className="min-w-0 flex-1 break-all font-mono text-sm">{text}</code>
        <CopyButton text={text} label={label} className="-my-1" />
      </p>
    </div>
  );
}
