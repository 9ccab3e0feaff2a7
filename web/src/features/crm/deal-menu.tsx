import { ArchiveRestore, ArrowRight, MoreVertical, Trash2, Trophy, XCircle } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Deal, Pipeline } from "@/api/types";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuLine, MenuTrigger } from "@/ui/menu";
import { DeleteDeal } from "./delete-deal";
import { EndDialog } from "./end-dialog";
import { useDeals } from "./use-deals";

/** What can be done with a deal without drawing it: move it, win it, lose it, open it again, delete it. */
export function DealMenu({ deal, pipeline }: { deal: Deal; pipeline: Pipeline }) {
  const { t } = useTranslation();
  const { can } = useMe();
  const { move, reopen } = useDeals();
  const [ending, setEnding] = useState<"won" | "lost">();
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button
            kind="ghost"
            size="icon"
            aria-label={t("crm.menu", { title: deal.title })}
            data-testid="deal-menu"
          >
            <MoreVertical className="size-4" aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          {deal.state === "open" ? (
            <>
              <MenuLabel>{t("crm.moveTo")}</MenuLabel>
              {pipeline.stages
                .filter(({ id }) => id !== deal.stage.id)
                .map(({ id = "", name }) => (
                  <MenuItem
                    key={id}
                    icon={<ArrowRight />}
                    onSelect={() => void move(deal, id)}
                    data-testid="move-to"
                  >
                    {name}
                  </MenuItem>
                ))}
              <MenuLine />
              <MenuItem icon={<Trophy />} onSelect={() => setEnding("won")} data-testid="win">
                {t("crm.win")}
              </MenuItem>
              <MenuItem icon={<XCircle />} onSelect={() => setEnding("lost")} data-testid="lose">
                {t("crm.lose")}
              </MenuItem>
            </>
          ) : (
            <MenuItem icon={<ArchiveRestore />} onSelect={() => void reopen(deal)} data-testid="reopen-deal">
              {t("crm.reopen")}
            </MenuItem>
          )}
          {can.deleteDeals ? (
            <>
              <MenuLine />
              <MenuItem icon={<Trash2 />} onSelect={() => setDeleting(true)} data-testid="delete-deal">
                {t("crm.delete")}
              </MenuItem>
            </>
          ) : null}
        </MenuContent>
      </Menu>
      {deleting ? <DeleteDeal deal={deal} onClose={() => setDeleting(false)} /> : null}
      {ending ? (
        <EndDialog deal={deal} pipeline={pipeline} as={ending} onClose={() => setEnding(undefined)} />
      ) : null}
    </>
  );
}
