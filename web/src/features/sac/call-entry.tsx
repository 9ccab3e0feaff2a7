import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Call } from "@/api/types";
import { CallHere } from "@/features/call-action/call-here";
import { CallIcon } from "@/features/calls/call-icon";
import { callSummary } from "@/features/calls/words";
import { ClockTime } from "@/ui/moment";

/** A call as an entry of the thread; it leads to its timeline. */
export function CallEntry({ call }: { call: Call }) {
  const { t, i18n } = useTranslation();
  const { title, text } = callSummary(call, i18n);
  return (
    <div className="group mx-auto my-2.5 flex w-full max-w-[30rem] items-center rounded-card border border-line bg-surface transition-colors ease-quick hover:bg-hover">
      <Link
        to="/calls/$callId"
        params={{ callId: call.id }}
        data-testid="call-entry"
        className="flex min-w-0 flex-1 items-center gap-3 rounded-card px-3 py-2"
      >
        <CallIcon call={call} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{title}</span>
          <span className="block truncate text-sm text-text-2">
            {text}
            {call.operator ? ` · ${call.operator.name}` : ""}
          </span>
        </span>
        <ClockTime at={call.createdAt} className="text-text-3 text-xs" />
        <ChevronRight className="size-4 text-text-3" aria-label={t("bar.details")} />
      </Link>
      <CallHere
        contactId={call.contact.id}
        name={call.contact.displayName}
        phone={call.contact.phone}
        accountId={call.account.id}
        place="call"
      />
    </div>
  );
}
