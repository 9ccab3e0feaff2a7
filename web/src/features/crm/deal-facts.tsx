import { AlarmClock, CalendarDays, Trophy, XCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Deal } from "@/api/types";
import { useNow } from "@/app/clock";
import { day, shortDay } from "@/i18n/format";
import { Badge } from "@/ui/badge";
import { cn } from "@/ui/cn";
import { amountWords } from "./money";

/** What a deal is worth. */
export function Value({ deal, className }: { deal: Deal; className?: string }) {
  const { i18n } = useTranslation();
  return (
    <span className={cn("tabular-nums", className)}>
      {amountWords(deal.value, deal.currency, i18n.language)}
    </span>
  );
}

/** Whether it goes on, by an icon and a word. */
export function DealState({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  if (deal.state === "open") return <Badge>{t("crm.openOne")}</Badge>;
  const won = deal.state === "won";
  return (
    <Badge tone={won ? "good" : "bad"}>
      {won ? <Trophy aria-hidden /> : <XCircle aria-hidden />}
      {t(won ? "crm.won" : "crm.lost")}
    </Badge>
  );
}

/** That a deal has stood in its stage for too long. */
export function OverTime({ deal }: { deal: Deal }) {
  const { t } = useTranslation();
  const now = useNow(15_000);
  if (!deal.overAt || new Date(deal.overAt) > now) return null;
  return (
    <Badge tone="warn" data-testid="over-time" title={t("crm.overHint", { n: deal.stage.limitHours })}>
      <AlarmClock aria-hidden />
      {t("crm.over")}
    </Badge>
  );
}

/** The day on which it is expected to be won; marked when that has passed. In brief where there is little room. */
export function CloseOn({ deal, brief, className }: { deal: Deal; brief?: boolean; className?: string }) {
  const { t, i18n } = useTranslation();
  const now = useNow(60_000);
  if (!deal.closeOn) return null;
  const late = deal.state === "open" && deal.closeOn < now.toLocaleDateString("sv");
  return (
    <span
      className={cn("inline-flex items-center gap-1", late && "font-medium text-warn-text", className)}
      title={brief ? `${t("crm.closeOn")}: ${day(deal.closeOn, i18n.language)}` : t("crm.closeOn")}
    >
      <CalendarDays className="size-3.5 shrink-0" aria-hidden />
      {brief ? shortDay(deal.closeOn, now, i18n.language) : day(deal.closeOn, i18n.language)}
      {late ? <span className="sr-only">{t("crm.late")}</span> : null}
    </span>
  );
}
