import { Phone } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { CallAction, type CallActionProps } from "./call-action";
import { useGranted } from "./use-granted";

/**
 * The call action in the row of a list: a button that opens it. What can be done is asked when it opens, so a long list asks
 * nothing. On a device with a mouse it shows under it and on focus.
 */
export function CallHere(props: Omit<CallActionProps, "onLeave">) {
  const { t } = useTranslation();
  const granted = useGranted();
  const [open, setOpen] = useState(false);
  if (!granted) return null;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button
          kind="ghost"
          size="icon"
          aria-label={t("action.open", { name: props.name })}
          data-testid="call-here"
          className={cn(
            "mr-2 shrink-0",
            !open && "focus-visible:opacity-100 group-hover:opacity-100 pointer-fine:opacity-0",
          )}
        >
          <Phone className="size-4" aria-hidden />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="bottom"
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={t("action.open", { name: props.name })}
          className="fade z-40 max-w-[calc(100vw-1rem)] rounded-card border border-line bg-raised p-3 shadow-2"
        >
          <p className="mb-2 max-w-72 truncate font-medium">{props.name}</p>
          <CallAction {...props} onLeave={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
