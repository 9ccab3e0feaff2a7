import { Infinity as Always, Ban, Check, CircleDashed, Hourglass, TimerOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CallAction } from "@/api/types";
import { useNow } from "@/app/clock";
import { exact, left } from "@/i18n/format";
import { Badge, type Tone } from "@/ui/badge";
import { Hint } from "@/ui/hint";
import { Ring } from "@/ui/ring";

const looks: Record<string, { tone: Tone; icon: typeof Check }> = {
  none: { tone: "quiet", icon: CircleDashed },
  asked: { tone: "info", icon: Hourglass },
  temporary: { tone: "good", icon: Check },
  permanent: { tone: "good", icon: Always },
  declined: { tone: "bad", icon: Ban },
  revoked: { tone: "bad", icon: Ban },
  expired: { tone: "warn", icon: TimerOff },
};

const week = 7 * 86_400_000;

/** The contact's authorization for calls, as a chip; a temporary one has a ring that runs down. */
export function Authorization({ authorization }: { authorization: CallAction["authorization"] }) {
  const { t, i18n } = useTranslation();
  const now = useNow(15_000);
  const until = authorization.until ? new Date(authorization.until) : null;
  const remaining = until ? until.getTime() - now.getTime() : 0;
  const ranOut = authorization.state === "temporary" && until !== null && remaining <= 0;
  const state = ranOut ? "expired" : authorization.state in looks ? authorization.state : "none";
  const look = looks[state] ?? { tone: "quiet" as const, icon: CircleDashed };
  const Icon = look.icon;
  return (
    <Hint text={t(`authorization.hint_${state}`, { until: until ? exact(until, i18n.language) : "" })}>
      <Badge
        tone={look.tone}
        tabIndex={0}
        data-testid="authorization"
        data-state-name={state}
        className="rounded-full"
        role="note"
        aria-label={`${t("authorization.label")}: ${t(`authorization.${state}`, { left: left(remaining, t) })}`}
      >
        {state === "temporary" ? <Ring part={remaining / week} /> : <Icon aria-hidden />}
        {t(`authorization.${state}`, { left: left(remaining, t) })}
      </Badge>
    </Hint>
  );
}
