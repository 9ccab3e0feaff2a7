import { Keyboard, Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Bell } from "@/features/notices/bell";
import { Button } from "@/ui/button";
import { Hint } from "@/ui/hint";
import { Keys } from "@/ui/keys";
import { Mark } from "./mark";
import { OwnMenu } from "./own-menu";

/** Search and command, the list of shortcuts, and one's own menu. */
export function TopBar({ onSearch, onShortcuts }: { onSearch: () => void; onShortcuts: () => void }) {
  const { t } = useTranslation();
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b bg-surface px-3 md:px-4">
      <Mark className="mr-1 size-7 shrink-0 md:hidden" />
      <button
        type="button"
        onClick={onSearch}
        data-testid="search"
        className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-soft bg-sunken px-3 text-left text-text-3 transition-colors ease-quick hover:text-text-2 md:max-w-[26rem]"
      >
        <Search className="size-4 shrink-0" aria-hidden />
        <span className="flex-1 truncate">{t("search.open")}</span>
        <Keys keys={["Ctrl", "K"]} className="max-sm:hidden" />
      </button>
      <div className="ml-auto flex items-center gap-1.5">
        <Hint text={t("own.shortcuts")} keys={["?"]}>
          <Button
            kind="ghost"
            size="icon"
            onClick={onShortcuts}
            aria-label={t("own.shortcuts")}
            className="max-md:hidden"
          >
            <Keyboard className="size-[18px]" aria-hidden />
          </Button>
        </Hint>
        <Bell />
        <OwnMenu onShortcuts={onShortcuts} />
      </div>
    </header>
  );
}
