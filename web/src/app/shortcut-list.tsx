import { Switch } from "radix-ui";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/dialog";
import { Keys } from "@/ui/keys";
import { setSingleKeys, useSingleKeys } from "./preferences";

const groups = [
  {
    title: "shortcuts.anywhere",
    entries: [
      { label: "shortcuts.search", keys: ["Ctrl", "K"] },
      { label: "shortcuts.sac", keys: ["G", "S"], row: true },
      { label: "shortcuts.contacts", keys: ["G", "C"], row: true },
      { label: "shortcuts.callsPage", keys: ["G", "L"], row: true },
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
  const single = useSingleKeys();
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("shortcuts.title")}>
      <div className="space-y-5">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="mb-1.5 font-medium text-sm text-text-3">{t(group.title)}</h3>
            <dl>
              {group.entries.map((entry) => (
                <div
                  key={entry.label}
                  className="flex items-center justify-between border-line border-b py-1.5 last:border-0"
                >
                  <dt>{t(entry.label)}</dt>
                  <dd>
                    <Keys keys={entry.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <div className="flex items-center gap-4 rounded-soft bg-sunken p-3">
          <label htmlFor="single-keys" className="flex-1">
            <span className="block font-medium">{t("shortcuts.single")}</span>
            <span className="block text-sm text-text-2">{t("shortcuts.singleHint")}</span>
          </label>
          <Switch.Root
            id="single-keys"
            checked={single}
            onCheckedChange={setSingleKeys}
            className="h-6 w-10 shrink-0 rounded-full bg-line-strong p-0.5 transition-colors ease-quick data-[state=checked]:bg-accent"
          >
            <Switch.Thumb className="block size-5 rounded-full bg-surface shadow-1 transition-transform ease-quick data-[state=checked]:translate-x-4" />
          </Switch.Root>
        </div>
      </div>
    </Dialog>
  );
}
