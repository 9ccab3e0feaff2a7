import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/dialog";
import { Keys } from "@/ui/keys";
import { Switch } from "@/ui/switch";
import { pages, useSetUp } from "./navigation";
import { singleKeys } from "./preferences";

const groups = [
  {
    title: "shortcuts.anywhere",
    entries: [
      { label: "shortcuts.search", keys: ["Ctrl", "K"] },
      { label: "shortcuts.filter", keys: ["/"] },
      { label: "shortcuts.write", keys: ["R"] },
      { label: "shortcuts.call", keys: ["C"] },
      { label: "shortcuts.help", keys: ["?"] },
    ],
  },
  {
    title: "shortcuts.lists",
    entries: [
      { label: "shortcuts.move", keys: ["↓", "↑"] },
      { label: "shortcuts.open", keys: ["Enter"] },
    ],
  },
  {
    title: "shortcuts.calls",
    entries: [
      { label: "shortcuts.mute", keys: ["M"] },
      { label: "shortcuts.hangUp", keys: ["Shift", "H"] },
    ],
  },
] as const;

/** All shortcuts, and the switch for those of a single key. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const single = singleKeys.use() === "on";
  const below = useSetUp();
  const goTo = [...pages, ...below].map(({ label, keys }) => ({
    label: t("shortcuts.goTo", { page: t(label) }),
    keys: keys.map((key) => key.toUpperCase()),
  }));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("shortcuts.title")}>
      <div className="space-y-5">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="mb-1.5 font-medium text-sm text-text-3">{t(group.title)}</h3>
            <dl>
              {[
                ...group.entries.map(({ label, keys }) => ({ label: t(label), keys })),
                ...(group.title === "shortcuts.anywhere" ? goTo : []),
              ].map(({ label, keys }) => (
                <div
                  key={label}
                  className="flex items-center justify-between border-line border-b py-1.5 last:border-0"
                >
                  <dt>{label}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <div className="rounded-soft bg-sunken p-3">
          <Switch
            checked={single}
            onChange={(on) => singleKeys.set(on ? "on" : "off")}
            label={t("shortcuts.single")}
            hint={t("shortcuts.singleHint")}
          />
        </div>
      </div>
    </Dialog>
  );
}
