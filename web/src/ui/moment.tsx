import { useTranslation } from "react-i18next";
import { useNow } from "@/app/clock";
import { clock, exact, short } from "@/i18n/format";

/** A time of a list, relative, with the exact one on hover. */
export function Moment({ at, className }: { at: string | undefined; className?: string }) {
  const { t, i18n } = useTranslation();
  const now = useNow(30_000);
  if (!at) return null;
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact(date, i18n.language)} className={className}>
      {short(date, now, i18n.language, t)}
    </time>
  );
}

/** The time of day, with the exact time on hover. */
export function ClockTime({ at, className }: { at: string; className?: string }) {
  const { i18n } = useTranslation();
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact(date, i18n.language)} className={className}>
      {clock(date, i18n.language)}
    </time>
  );
}
