import { Handshake } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Deal } from "@/api/types";
import { DealState, Value } from "@/features/crm/deal-facts";
import { Entry, Group } from "./command-list";
import { useMe } from "./session";

const most = 6;

/** The deals that are found, for whoever works with deals; none until something is asked for. */
export function useFoundDeals(asked: string): readonly Deal[] {
  const me = useMe();
  const found = $api.useQuery(
    "get",
    "/api/deals",
    { params: { query: { search: asked, limit: most } } },
    { placeholderData: (before) => before, enabled: me.can.crm && asked !== "" },
  );
  return asked === "" ? [] : (found.data?.items ?? []);
}

/** What a deal is called in the list of what was found. */
export const dealValue = ({ id }: Deal) => `deal ${id}`;

/** Deals of all funnels, each with whom it is about and what it is worth. */
export function FoundDeals({ deals, onChoose }: { deals: readonly Deal[]; onChoose: (deal: Deal) => void }) {
  const { t } = useTranslation();
  if (deals.length === 0) return null;
  return (
    <Group heading={t("search.deals")}>
      {deals.map((deal) => (
        <Entry key={deal.id} value={dealValue(deal)} onSelect={() => onChoose(deal)}>
          <Handshake className="mx-1 size-[18px] shrink-0 text-text-3" aria-hidden />
          <span className="min-w-0 flex-1 truncate">
            {deal.title}
            <span className="text-sm text-text-3"> · {deal.contact.displayName}</span>
          </span>
          {deal.state === "open" ? null : <DealState deal={deal} />}
          <Value deal={deal} className="shrink-0 text-sm text-text-2" />
        </Entry>
      ))}
    </Group>
  );
}
