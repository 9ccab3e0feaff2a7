import { Volume2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { newsOutside, newsSound, newsVolume } from "@/app/preferences";
import { soundNews } from "@/features/notices/sounds";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Choice } from "@/ui/choice";
import { Switch } from "@/ui/switch";

/** How news is told in this browser: its sound, and whether it shows beside the window. */
export function NewsCard() {
  const { t } = useTranslation();
  const sound = newsSound.use();
  const volume = newsVolume.use();
  const outside = newsOutside.use();
  const [trouble, setTrouble] = useState("");

  const show = async (on: boolean) => {
    setTrouble("");
    if (on && !("Notification" in window)) return setTrouble(t("notices.unable"));
    if (on && (await Notification.requestPermission()) !== "granted") return setTrouble(t("notices.refused"));
    newsOutside.set(on ? "on" : "off");
  };
  return (
    <Card title={t("notices.card")}>
      <div className="space-y-4 px-4 pb-4">
        <p className="text-text-2">{t("notices.cardText")}</p>
        <div className="grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]">
          <div className="space-y-1.5">
            <div className="font-medium text-sm">{t("notices.sound")}</div>
            <Choice
              label={t("notices.sound")}
              value={sound}
              onChange={(value) => {
                newsSound.set(value);
                soundNews();
              }}
              options={(["drop", "bell", "pulse", "off"] as const).map((value) => ({
                value,
                label: t(`notices.${value}`),
              }))}
              className="h-9 w-full"
            />
          </div>
          <div className="space-y-1.5">
            <div className="font-medium text-sm">{t("notices.volume")}</div>
            <Choice
              label={t("notices.volume")}
              value={volume}
              onChange={(value) => {
                newsVolume.set(value);
                soundNews();
              }}
              options={(["soft", "normal", "loud"] as const).map((value) => ({
                value,
                label: t(`notices.${value}`),
              }))}
              className="h-9 w-full"
            />
          </div>
          <Button onClick={soundNews} disabled={sound === "off"} className="h-9">
            <Volume2 className="size-4" aria-hidden />
            {t("notices.listen")}
          </Button>
        </div>
        <Switch
          checked={outside === "on"}
          onChange={(on) => void show(on)}
          label={t("notices.outside")}
          hint={t("notices.outsideHint")}
          testId="news-outside"
        />
        <p role="alert" className="text-bad-text text-sm empty:hidden">
          {trouble}
        </p>
      </div>
    </Card>
  );
}
