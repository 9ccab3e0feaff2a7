import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button";
import { cn } from "./cn";

/** A dialog in the middle of the page, at the bottom of a small one. */
export function Dialog({
  open,
  onOpenChange,
  title,
  text,
  children,
  className,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  text?: string;
  children: ReactNode;
  className?: string;
}) {
  const { t } = useTranslation();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fade fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...(text ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fade fixed inset-x-0 bottom-0 z-50 max-h-[90dvh] overflow-y-auto rounded-t-card border border-line bg-raised p-5 shadow-2",
            "sm:inset-x-auto sm:top-[14vh] sm:bottom-auto sm:left-1/2 sm:w-[28rem] sm:max-h-[76vh] sm:-translate-x-1/2 sm:rounded-card",
            className,
          )}
        >
          <div className="mb-4 flex items-start gap-4">
            <div className="flex-1">
              <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
              {text ? <Radix.Description className="mt-0.5 text-text-2">{text}</Radix.Description> : null}
            </div>
            <Radix.Close asChild>
              <Button kind="ghost" size="iconS" aria-label={t("app.close")} className="-mt-0.5 -mr-1">
                <X className="size-4" aria-hidden />
              </Button>
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
