import { ChevronDown, CirclePause, TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { useNow } from "@/app/clock";
import { useMe } from "@/app/session";
import { exact, left } from "@/i18n/format";
import { cn } from "@/ui/cn";
import { type InForce, inForce, reasonOf, titleOf } from "./words";

/** What Meta has restricted, above every page until it is over. It is part of the layout and covers nothing. */
export function RestrictionBanner() {
  const { data } = $api.useQuery("get", "/api/accounts", {});
  const me = useMe();
  const now = useNow(15_000);
  const list = inForce(data?.items ?? [], me.user.admin, now.getTime());
  return (
    <div role="status" aria-live="polite">
      {list.map((one) => (
        <Restricted key={one.key} one={one} now={now} />
      ))}
    </div>
  );
}

function Restricted({ one, now }: { one: InForce; now: Date }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false); // on a small screen: what helps is folded away
  const id = useId();
  const { kind, warning, reason, remediation, until } = one.restriction;
  const hard = !warning && kind === "business_calls";
  const Icon = warning ? TriangleAlert : CirclePause;
  const end = until ? new Date(until) : null;
  return (
    <div
      data-testid="restriction"
      data-kind={kind}
      data-warning={warning ? "true" : undefined}
      className={cn(
        "flex items-start gap-2.5 border-line border-b px-4 py-2 text-sm",
        hard ? "bg-bad-soft text-bad-text" : "bg-warn-soft text-warn-text",
      )}
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">{titleOf(one, t, i18n.language)}</span>{" "}
          {end && !warning ? (
            <time
              dateTime={until}
              title={exact(end, i18n.language)}
              className="whitespace-nowrap tabular-nums"
            >
              ({left(end.getTime() - now.getTime(), t)})
            </time>
          ) : null}
        </p>
        <p className={cn("text-text-2 md:block", open ? "block" : "hidden")} id={id}>
          {t(warning ? "restriction.help_warning" : `restriction.help_${hard ? "business" : "customers"}`)}{" "}
          {reason
            ? t("restriction.reason", { reason: reasonOf(reason, (key) => i18n.exists(key), t) })
            : null}{" "}
          {remediation ? t("restriction.remediation", { words: remediation }) : null}
        </p>
      </div>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        aria-label={t("restriction.more")}
        onClick={() => setOpen(!open)}
        className="-my-1 grid size-7 shrink-0 place-items-center rounded-soft hover:bg-hover md:hidden"
      >
        <ChevronDown
          className={cn("size-4 transition-transform ease-quick", open && "rotate-180")}
          aria-hidden
        />
      </button>
    </div>
  );
}
