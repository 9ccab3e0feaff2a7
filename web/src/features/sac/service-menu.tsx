import { Archive, ArchiveRestore, ArrowRightLeft, ListChecks, UserCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/types";
import { Button } from "@/ui/button";
import { Hint } from "@/ui/hint";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/ui/menu";
import { CloseDialog } from "./close-dialog";
import { HandOverDialog } from "./hand-over-dialog";
import { useServing } from "./use-serving";

/** What can be done with a service: take it, hand it over, close it, open it again. */
export function ServiceMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { id, state } = conversation;
  const { take, reopen } = useServing(id);
  const [open, setOpen] = useState<"hand-over" | "close">();
  return (
    <>
      {state === "waiting" ? (
        <Button onClick={() => void take()} data-testid="take">
          <UserCheck className="size-4" aria-hidden />
          {t("serving.take")}
        </Button>
      ) : null}
      <Menu>
        <Hint text={t("serving.menu")}>
          <MenuTrigger asChild>
            <Button size="icon" aria-label={t("serving.menu")} data-testid="service-menu">
              <ListChecks className="size-4" aria-hidden />
            </Button>
          </MenuTrigger>
        </Hint>
        <MenuContent align="end">
          {state === "closed" ? (
            <MenuItem icon={<ArchiveRestore />} onSelect={() => void reopen()}>
              {t("serving.reopen")}
            </MenuItem>
          ) : (
            <>
              <MenuItem
                icon={<ArrowRightLeft />}
                onSelect={() => setOpen("hand-over")}
                data-testid="hand-over"
              >
                {t("serving.handOver")}
              </MenuItem>
              <MenuItem icon={<Archive />} onSelect={() => setOpen("close")} data-testid="close-service">
                {t("serving.close")}
              </MenuItem>
            </>
          )}
        </MenuContent>
      </Menu>
      {open === "hand-over" ? (
        <HandOverDialog conversation={conversation} onClose={() => setOpen(undefined)} />
      ) : null}
      {open === "close" ? <CloseDialog id={id} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}
