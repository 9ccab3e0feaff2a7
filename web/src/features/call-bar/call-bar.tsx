import { Link } from "@tanstack/react-router";
import { Mic, MicOff, PhoneOff, RotateCcw, X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { usePhone, usePhoneState } from "@/app/live";
import { usePhoneNumber } from "@/i18n/phone";
import { type PhoneState, stage } from "@/softphone/state";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Hint } from "@/ui/hint";
import { Technical } from "@/ui/technical";
import { Announcer } from "./announcer";
import { CallTimer } from "./call-timer";
import { LegNotice } from "./leg-notice";
import { lookOf } from "./look";
import { MicrophoneMenu } from "./microphone-menu";
import { Quality } from "./quality";
import { resultOf, staysFor } from "./result";

/** The softphone across the top of the content. It belongs to no page, so that moving around does not touch the call. */
export function CallBar() {
  const { t } = useTranslation();
  const phone = usePhone();
  const state = usePhoneState();
  const now = stage(state);
  const stay = now === "ended" ? staysFor(state) : null;

  useEffect(() => {
    if (stay === null) return;
    const timer = setTimeout(() => phone.dismiss(), stay);
    return () => clearTimeout(timer);
  }, [stay, phone]);

  if (now === "idle") return <Announcer />;
  const look = lookOf(now, state);
  const Icon = look.icon;
  return (
    <>
      <Announcer />
      <section
        aria-label={t("bar.label")}
        data-testid="call-bar"
        data-stage={now}
        className={cn("appear shrink-0 border-line border-b px-3 py-2.5 md:px-4", look.bar)}
      >
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <div className="flex min-w-0 flex-1 basis-56 items-center gap-3">
            <span className={cn("grid size-9 shrink-0 place-items-center rounded-full", look.mark)}>
              <Icon className={cn("size-[18px]", look.moving)} aria-hidden />
            </span>
            {now === "ended" ? <Over state={state} /> : <Who state={state} />}
          </div>
          {now === "ended" ? <AfterControls state={state} /> : <Controls state={state} />}
        </div>
        <LegNotice state={state} />
      </section>
    </>
  );
}

function Who({ state }: { state: PhoneState }) {
  const { t } = useTranslation();
  const { party, call } = state;
  const now = stage(state);
  const number = usePhoneNumber(party?.phone || call?.contact.phone);
  const name = (
    <span className="block truncate font-semibold">
      {party?.name} <span className="font-normal text-sm text-text-2 max-md:hidden">{number}</span>
    </span>
  );
  return (
    <div className="min-w-0">
      {call ? (
        <Link
          to="/calls/$callId"
          params={{ callId: call.id }}
          className="block rounded-tight hover:underline"
          title={t("bar.details")}
        >
          {name}
        </Link>
      ) : (
        name
      )}
      <div className="truncate text-sm text-text-2">
        <span data-testid="call-state" className="font-medium text-text">
          {state.hangingUp ? t("bar.hangingUp") : t(`bar.${now}`)}
        </span>
        {party?.accountName ? <span> {t("bar.on", { account: party.accountName })}</span> : null}
      </div>
    </div>
  );
}

function Controls({ state }: { state: PhoneState }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { call, muted, leg } = state;
  const here = leg !== "elsewhere";
  const early = state.phase === "microphone" || state.phase === "placing";
  return (
    <div className="flex items-center gap-2 max-sm:w-full">
      {call?.answeredAt ? <CallTimer since={call.answeredAt} /> : null}
      {leg === "up" && call?.answeredAt ? (
        <Quality level={state.quality} name={state.party?.name ?? ""} />
      ) : null}
      <span className="flex-1 sm:hidden" />
      {here && state.phase === "live" ? (
        <div className="flex items-center">
          <Hint text={muted ? t("bar.unmute") : t("bar.mute")} keys={["M"]}>
            <Button
              onClick={() => phone.mute(!muted)}
              aria-pressed={muted}
              aria-label={muted ? t("bar.unmute") : t("bar.mute")}
              data-testid="mute"
              className={cn(muted && "bg-warn-soft text-warn-text")}
            >
              {muted ? <MicOff className="size-4" aria-hidden /> : <Mic className="size-4" aria-hidden />}
              <span className="max-md:sr-only">{muted ? t("bar.muted") : t("bar.mute")}</span>
            </Button>
          </Hint>
          <MicrophoneMenu />
        </div>
      ) : null}
      <Hint text={early ? t("bar.giveUp") : t("bar.hangUp")} keys={["Shift", "H"]}>
        <Button
          kind="danger"
          onClick={() => void phone.hangUp()}
          disabled={state.hangingUp}
          data-testid="hangup"
        >
          <PhoneOff className="size-4" aria-hidden />
          {early ? t("bar.giveUp") : t("bar.hangUp")}
        </Button>
      </Hint>
    </div>
  );
}

function Over({ state }: { state: PhoneState }) {
  const { i18n } = useTranslation();
  const result = resultOf(state, i18n);
  return (
    <div className="min-w-0">
      <div data-testid="call-state" className="font-semibold">
        {result.title}
      </div>
      <div className="text-sm text-text-2">{result.text ?? state.party?.name}</div>
      <Technical text={result.technical} className="mt-1" />
    </div>
  );
}

function AfterControls({ state }: { state: PhoneState }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { party, call } = state;
  return (
    <div className="flex items-center gap-2">
      {!call && party ? (
        <Button onClick={() => void phone.dial(party)} data-testid="try-again">
          <RotateCcw className="size-4" aria-hidden />
          {t("bar.tryAgain")}
        </Button>
      ) : null}
      {call ? (
        <Button asChild>
          <Link to="/calls/$callId" params={{ callId: call.id }}>
            {t("bar.details")}
          </Link>
        </Button>
      ) : null}
      <Hint text={t("bar.dismiss")}>
        <Button
          kind="ghost"
          size="icon"
          onClick={() => phone.dismiss()}
          aria-label={t("bar.dismiss")}
          data-testid="dismiss"
        >
          <X className="size-4" aria-hidden />
        </Button>
      </Hint>
    </div>
  );
}
