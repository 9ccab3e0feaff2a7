import { ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePhone } from "@/app/live";
import {
  chooseMicrophone,
  chosenMicrophone,
  listMicrophones,
  type Microphone,
  meter,
} from "@/softphone/microphone";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/choice";
import { Hint } from "@/ui/hint";
import { notifyBad } from "@/ui/notify";

const systems = "system";

/** Which microphone is used, and how loud it is. */
export function MicrophoneMenu() {
  const { t } = useTranslation();
  return (
    <Popover.Root>
      <Hint text={t("bar.devices")}>
        <Popover.Trigger asChild>
          <Button
            size="icon"
            kind="ghost"
            aria-label={t("bar.devices")}
            className="w-6"
            data-testid="microphones"
          >
            <ChevronDown className="size-4" aria-hidden />
          </Button>
        </Popover.Trigger>
      </Hint>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t("bar.devicesTitle")}
          className="fade z-50 w-80 space-y-3 rounded-soft border border-line bg-raised p-3 shadow-2"
        >
          <Devices />
          <Level />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Devices() {
  const { t } = useTranslation();
  const phone = usePhone();
  const [devices, setDevices] = useState<Microphone[]>([]);
  const [chosen, setChosen] = useState(chosenMicrophone() || systems);
  useEffect(() => {
    const list = () => void listMicrophones().then(setDevices);
    list();
    navigator.mediaDevices?.addEventListener?.("devicechange", list);
    return () => navigator.mediaDevices?.removeEventListener?.("devicechange", list);
  }, []);

  const choose = async (id: string) => {
    const before = chosen;
    setChosen(id);
    chooseMicrophone(id === systems ? "" : id);
    try {
      await phone.changeMicrophone();
    } catch {
      setChosen(before);
      chooseMicrophone(before === systems ? "" : before);
      notifyBad(t("bar.deviceFailed"));
    }
  };

  return (
    <div className="space-y-1.5">
      <div className="font-medium text-sm">{t("bar.devicesTitle")}</div>
      <Choice
        className="w-full"
        label={t("bar.devicesTitle")}
        value={devices.some((device) => device.id === chosen) ? chosen : systems}
        onChange={(id) => void choose(id)}
        options={[
          { value: systems, label: t("bar.systemDevice") },
          ...devices
            .filter((device) => device.id)
            .map((device, i) => ({ value: device.id, label: device.label || t("bar.device", { n: i + 1 }) })),
        ]}
      />
    </div>
  );
}

function Level() {
  const { t } = useTranslation();
  const phone = usePhone();
  const bar = useRef<HTMLDivElement>(null);
  const { stream } = phone;
  useEffect(() => {
    if (!stream) return;
    return meter(stream, (level) => {
      if (bar.current) bar.current.style.scale = `${level.toFixed(3)} 1`;
    });
  }, [stream]);
  return (
    <div className="space-y-1.5">
      <div className="flex justify-between text-sm">
        <span className="font-medium">{t("bar.level")}</span>
        <span className="text-text-3">{t("bar.levelHint")}</span>
      </div>
      <div className="h-2 overflow-hidden rounded-full bg-sunken" aria-hidden>
        <div ref={bar} className="h-full origin-left scale-x-0 rounded-full bg-good" />
      </div>
    </div>
  );
}
