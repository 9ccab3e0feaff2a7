import { useNavigate } from "@tanstack/react-router";
import {
  Archive,
  ArchiveRestore,
  ArrowRightLeft,
  Handshake,
  KanbanSquare,
  ListChecks,
  UserCheck,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Conversation } from "@/api/types";
import { useMe } from "@/app/session";
import { DealForm } from "@/features/crm/deal-form";
import { Button } from "@/ui/button";
import { Hint } from "@/ui/hint";
import { Menu, MenuContent, MenuItem, MenuLine, MenuTrigger } from "@/ui/menu";
import { CloseDialog } from "./close-dialog";
import { HandOverDialog } from "./hand-over-dialog";
import { useServing } from "./use-serving";

/** What can be done with a service: take it, hand it over, close it, open it again. */
export function ServiceMenu({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { id, state } = conversation;
  const { take, reopen } = useServing(id);
  const { can } = useMe();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"hand-over" | "close" | "deal">();
  const [shown, setShown] = useState(false);
  const pipelines = $api.useQuery("get", "/api/pipelines", {}, { enabled: can.crm }).data?.items ?? [];
  const deals = $api.useQuery(
    "get",
    "/api/contacts/{id}/deals",
    { params: { path: { id: conversation.contact.id }, query: { limit: 5 } } },
    { enabled: can.crm && shown },
  ).data?.items;
  return (
    <>
      {state === "waiting" ? (
        <Button onClick={() => void take()} data-testid="take">
          <UserCheck className="size-4" aria-hidden />
          {t("serving.take")}
        </Button>
      ) : null}
      <Menu open={shown} onOpenChange={setShown}>
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
          {pipelines.length > 0 ? (
            <>
              <MenuLine />
              <MenuItem icon={<Handshake />} onSelect={() => setOpen("deal")} data-testid="service-new-deal">
                {t("crm.new")}
              </MenuItem>
              {deals?.map((deal) => (
                <MenuItem
                  key={deal.id}
                  icon={<KanbanSquare />}
                  onSelect={() =>
                    void navigate({
                      to: "/crm/$dealId",
                      params: { dealId: deal.id },
                      search: { pipeline: deal.pipelineId },
                    })
                  }
                  data-testid="service-deal"
                >
                  {deal.title}
                </MenuItem>
              ))}
            </>
          ) : null}
        </MenuContent>
      </Menu>
      {open === "hand-over" ? (
        <HandOverDialog conversation={conversation} onClose={() => setOpen(undefined)} />
      ) : null}
      {open === "deal" ? (
        <DealForm pipelines={pipelines} contact={conversation.contact} onClose={() => setOpen(undefined)} />
      ) : null}
      {open === "close" ? <CloseDialog id={id} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}
