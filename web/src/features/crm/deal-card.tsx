import { useDraggable, useDroppable } from "@dnd-kit/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Deal, Pipeline } from "@/api/types";
import { CallHere } from "@/features/call-action/call-here";
import { cn } from "@/ui/cn";
import { CloseOn, OverTime, Value } from "./deal-facts";
import { DealMenu } from "./deal-menu";

/** A card of the board: it opens the deal, can be drawn, and others can be dropped on it. */
export function DealCard({
  deal,
  pipeline,
  selected,
  line,
}: {
  deal: Deal;
  pipeline: Pipeline;
  selected: boolean;
  /** Whether what is being drawn would come below it. */
  line: boolean;
}) {
  const drag = useDraggable({ id: deal.id, data: { deal } });
  const drop = useDroppable({ id: `card:${deal.id}`, data: { stageId: deal.stage.id, card: deal.id } });
  return (
    <li
      ref={(element) => {
        drag.setNodeRef(element);
        drop.setNodeRef(element);
      }}
      className={cn(
        "group relative rounded-soft border bg-surface",
        selected ? "border-accent" : "border-line hover:border-line-strong",
        drag.isDragging && "opacity-40",
      )}
    >
      <Link
        to="/crm/$dealId"
        params={{ dealId: deal.id }}
        search={(before) => before}
        data-row
        data-testid="deal-card"
        aria-current={selected ? "true" : undefined}
        draggable={false}
        className="block rounded-soft"
        {...drag.listeners}
        aria-describedby={drag.attributes["aria-describedby"]}
        aria-roledescription={drag.attributes["aria-roledescription"]}
        onKeyDown={(event) => {
          // Enter opens; the space bar picks up.
          if (event.key !== "Enter") drag.listeners?.onKeyDown?.(event);
        }}
      >
        <CardFace deal={deal} />
      </Link>
      <div className="absolute right-1 bottom-1.5 flex items-center">
        <CallHere
          contactId={deal.contact.id}
          name={deal.contact.displayName}
          phone={deal.contact.phone}
          place="deal"
        />
        <DealMenu deal={deal} pipeline={pipeline} />
      </div>
      {line ? <div className="absolute inset-x-0 -bottom-[5px] h-0.5 rounded-full bg-accent" /> : null}
    </li>
  );
}

/** What a card shows: the deal, who may buy, what it is worth, whose it is, and until when. */
export function CardFace({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  return (
    <div className="space-y-1 px-3 py-2.5">
      <p className="line-clamp-2 font-medium">{deal.title}</p>
      <p className="truncate text-sm text-text-2">{deal.contact.displayName}</p>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 pr-2 text-sm">
        <Value deal={deal} className="font-semibold" />
        <OverTime deal={deal} />
      </p>
      <p className="flex min-h-6 flex-wrap items-center gap-x-3 gap-y-0.5 pr-20 text-text-3 text-xs">
        <span className="truncate">{deal.owner?.name ?? t("crm.nobody")}</span>
        <CloseOn deal={deal} brief />
      </p>
    </div>
  );
}
