import { AppWindow, LoaderCircle, VolumeX, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "@/app/live";
import { reasonWords } from "@/features/call-action/words";
import type { PhoneState } from "@/softphone/state";
import { Button } from "@/ui/button";
import { Technical } from "@/ui/technical";

/** A line below the call bar while this browser's audio is not simply there, with the button that helps. */
export function LegNotice({ state }: { state: PhoneState }) {
  const { t, i18n } = useTranslation();
  const phone = usePhone();
  const { leg, trouble, silenced, call, hangingUp } = state;
  const name = state.party?.name ?? "";
  if (state.phase === "microphone") return <Line icon={null} text={t("bar.microphoneHint")} />;
  if (state.phase !== "live" || hangingUp) return null;
  const words = trouble ? reasonWords(trouble, i18n) : null;
  const said = words ? ` ${words.message} ${words.fix}` : "";
  if (leg === "elsewhere") {
    return (
      <Line icon={<AppWindow />} text={t("bar.elsewhere")}>
        <Button size="s" onClick={() => void phone.takeHere()} data-testid="take-here">
          {t("bar.takeHere")}
        </Button>
      </Line>
    );
  }
  if (leg === "lost") {
    return (
      <Line icon={<WifiOff />} text={t("bar.lost", { name }) + said} technical={trouble?.technical}>
        <Button size="s" onClick={() => void phone.takeHere()}>
          {t("bar.reconnect")}
        </Button>
      </Line>
    );
  }
  if (silenced) {
    return (
      <Line icon={<VolumeX />} text={t("bar.silenced")}>
        <Button size="s" onClick={() => void phone.unsilence()}>
          {t("bar.unsilence")}
        </Button>
      </Line>
    );
  }
  if (words) return <Line icon={<WifiOff />} text={said} technical={trouble?.technical} />;
  if (leg === "joining" && call?.state === "active") {
    return (
      <Line
        icon={<LoaderCircle className="turning" />}
        text={`${t("bar.joining")} ${t("bar.joiningHint", { name })}`}
      />
    );
  }
  return null;
}

function Line({
  icon,
  text,
  technical,
  children,
}: {
  icon: ReactNode;
  text: string;
  technical?: string;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 pt-2 text-sm text-text-2 [&_svg]:size-4">
      {icon}
      <span className="min-w-0 flex-1 basis-56">{text.trim()}</span>
      {children}
      <Technical text={technical} className="basis-full" />
    </div>
  );
}
