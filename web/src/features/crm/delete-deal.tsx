import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { Deal } from "@/api/types";
import { Confirm } from "@/ui/confirm";
import { notifyGood } from "@/ui/notify";
import { useDeals } from "./use-deals";

/** Deletes a deal, when that was said twice. Who was on its page goes back to the board. */
export function DeleteDeal({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { dealId } = useParams({ strict: false });
  const { refresh } = useDeals();
  return (
    <Confirm
      title={t("crm.deleteTitle", { title: deal.title })}
      text={t("crm.deleteText")}
      confirm={t("crm.delete")}
      onConfirm={async () => {
        const path = { id: deal.id };
        try {
          await must(
            client.DELETE("/api/deals/{id}", { params: { path, query: { version: deal.version } } }),
          );
          if (dealId === deal.id) await navigate({ to: "/crm", search: (before) => before });
          notifyGood(t("crm.deleted", { title: deal.title }));
        } finally {
          await refresh();
        }
      }}
      onClose={onClose}
    />
  );
}
