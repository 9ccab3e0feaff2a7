import { CircleAlert, CircleCheck, CircleDashed, CircleX, LoaderCircle } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AccountCheck } from "@/api/types";
import { dayAndTime } from "@/i18n/format";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Technical } from "@/ui/technical";
import { type Step, steps } from "./steps";
import type { Check, Shown } from "./use-check";

const looks = {
  ok: { icon: CircleCheck, colour: "text-good-text" },
  warning: { icon: CircleAlert, colour: "text-warn-text" },
  failed: { icon: CircleX, colour: "text-bad-text" },
  skipped: { icon: CircleDashed, colour: "text-text-3" },
  waiting: { icon: CircleDashed, colour: "text-text-3" },
  running: { icon: LoaderCircle, colour: "text-accent-text" },
} as const;

/** The steps of a check as they come in, each with what was seen, what is wrong, the fix, and a button where there is one. */
export function CheckList({ check }: { check: Check }) {
  return (
    <ol className="divide-y divide-line" data-testid="check-steps">
      {steps.map((step) => (
        <StepRow key={step} step={step} shown={check.shown[step]} check={check} />
      ))}
    </ol>
  );
}

function StepRow({ step, shown, check }: { step: Step; shown: Shown; check: Check }) {
  const { t } = useTranslation();
  const found = typeof shown === "string" ? null : shown;
  const state = typeof shown === "string" ? shown : shown.state;
  const { icon: Icon, colour } = looks[state];
  return (
    <li className="flex gap-3 py-3" data-testid="check-step" data-step={step} data-state={state}>
      <Icon
        className={cn("mt-0.5 size-5 shrink-0", colour, state === "running" && "motion-safe:animate-spin")}
        aria-hidden
      />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline justify-between gap-3">
          <span className={cn("min-w-0 font-medium", found || state === "running" ? "" : "text-text-2")}>
            {t(`accounts.step_${step}`)}
          </span>
          <span className={cn("shrink-0 text-sm", colour)}>
            {t(`accounts.state_${state}`)}
            {found?.state === "ok" && step === "webhook" ? (
              <span className="text-text-3 tabular-nums"> · {t("accounts.took", { ms: found.took })}</span>
            ) : null}
          </span>
        </p>
        {found ? <Found found={found} check={check} /> : null}
      </div>
    </li>
  );
}

function Found({ found, check }: { found: AccountCheck; check: Check }) {
  const { t } = useTranslation();
  const { reason, step } = found;
  const callback = found.facts.find(({ name }) => name === "callback")?.value;
  return (
    <>
      {reason ? (
        <p className="mt-0.5 text-text-2">
          <Why found={found} />
        </p>
      ) : null}
      {reason === "other_callback" ? null : <Facts found={found} />}
      {reason === "other_callback" ? (
        <p className="mt-1 break-words text-sm text-text-2">{t("accounts.takeOver", { callback })}</p>
      ) : null}
      {found.repair && (step === "app" || step === "waba") ? (
        <Button
          className="mt-2"
          kind="primary"
          disabled={check.running}
          onClick={() => check.repair(step)}
          data-testid={`repair-${step}`}
        >
          {t(`accounts.repair_${step}`)}
        </Button>
      ) : null}
      {saidByMeta(found) ? (
        <MetaWords found={found} />
      ) : (
        <Technical text={found.technical} className="mt-1.5" />
      )}
    </>
  );
}

/** What is wrong, and the fix. */
export function Why({ found: { state, reason } }: { found: AccountCheck }) {
  const { t, i18n } = useTranslation();
  if (state === "skipped") return <>{t(reason === "app" ? "accounts.skip_app" : "accounts.skip_token")}</>;
  const known = i18n.exists(`accounts.why_${reason}`) ? reason : "refused";
  return (
    <>
      <span className="text-text">{t(`accounts.why_${known}`)}</span> {t(`accounts.fix_${known}`)}
    </>
  );
}

/** Whether only Meta's own words say what is wrong. Elsewhere they are for support. */
export const saidByMeta = ({ reason, technical }: AccountCheck) =>
  Boolean(technical) && ["limited", "blocked", "refused"].includes(reason ?? "");

export function MetaWords({ found }: { found: AccountCheck }) {
  const { t } = useTranslation();
  return (
    <p className="mt-1 break-words border-line-strong border-l-2 pl-2.5 text-sm text-text-2">
      {t("accounts.metaSays", { words: found.technical })}
    </p>
  );
}

function Facts({ found }: { found: AccountCheck }) {
  const { t, i18n } = useTranslation();
  const facts = found.facts.filter(
    ({ name, value }) => value && !(name === "callback" && found.step === "webhook" && found.state === "ok"),
  );
  if (facts.length === 0) return null;
  const shown = (name: string, value: string) => {
    if (name === "expires") return dayAndTime(new Date(value), i18n.language);
    if (name === "limit" && /^\d+$/.test(value)) return Number(value).toLocaleString(i18n.language);
    const key = `accounts.quality_${value.toLowerCase()}`;
    return name === "quality" && i18n.exists(key) ? t(key) : value;
  };
  return (
    <ul className="mt-0.5 flex flex-wrap gap-x-4 text-sm text-text-3">
      {facts.map(({ name, value }) => (
        <li key={name} className="min-w-0 break-words">
          {t(`accounts.fact_${name}`)}
          {name === "testNumber" ? null : (
            <>
              {": "}
              <span className="text-text-2 tabular-nums [overflow-wrap:anywhere]">{shown(name, value)}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
