import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Call } from "@/api/types";
import { CallHere } from "@/features/call-action/call-here";
import { cn } from "@/ui/cn";
import { ListRow, rowLink } from "@/ui/list-row";
import { Moment } from "@/ui/moment";
import { CallIcon } from "./call-icon";
import { costWords, resultWords } from "./words";

/** One call in a list: of the history, or of a contact. */
export function CallRow({
  call,
  selected,
  of = "everybody",
}: {
  call: Call;
  selected?: boolean;
  of?: "everybody" | "contact";
}) {
  const { t, i18n } = useTranslation();
  const way = t(call.direction === "inbound" ? "calls.inbound" : "calls.outbound");
  return (
    <ListRow
      selected={selected}
      end={
        <CallHere
          contactId={call.contact.id}
          name={call.contact.displayName}
          phone={call.contact.phone}
          accountId={call.account.id}
          place="call"
        />
      }
    >
      <Link
        to="/calls/$callId"
        params={{ callId: call.id }}
        search={of === "everybody" ? (before) => before : { contact: call.contact.id }}
        data-row
        data-testid="call-row"
        aria-current={selected ? "true" : undefined}
        className={cn(rowLink, "h-[60px]")}
      >
        <CallIcon call={call} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className="truncate font-medium">
              {of === "everybody" ? call.contact.displayName : way}
            </span>
            <Moment at={call.createdAt} className="ml-auto shrink-0 text-text-3 text-xs" />
          </span>
          <span className="flex items-baseline gap-2 text-sm text-text-2">
            <span className="min-w-0 flex-1 truncate">
              {of === "everybody" ? <span className="sr-only">{way}. </span> : null}
              {resultWords(call, i18n)}
              {call.operator ? <span className="text-text-3"> · {call.operator.name}</span> : null}
            </span>
            {call.outcome === "completed" ? (
              <span className="shrink-0 text-text-3 text-xs tabular-nums" title={t("cost.title")}>
                {costWords(call, i18n)}
              </span>
            ) : null}
          </span>
        </span>
      </Link>
    </ListRow>
  );
}
