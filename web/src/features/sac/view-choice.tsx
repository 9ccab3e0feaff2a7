import { useNavigate, useSearch } from "@tanstack/react-router";
import { Columns3, List } from "lucide-react";
import { ToggleGroup } from "radix-ui";
import { useTranslation } from "react-i18next";
import { Hint } from "@/ui/hint";
import { boardWanted } from "./board-wanted";

/** The services as a list or as a board; the choice is kept. */
export function ViewChoice() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { view } = useSearch({ from: "/frame/sac" });
  const choose = (next: string) => {
    if (!next) return;
    boardWanted.set(next === "board" ? "on" : "off");
    void navigate({
      to: "/sac",
      search: (before) => ({
        ...before,
        view: next === "board" ? "board" : undefined,
        state: undefined,
        at: undefined,
      }),
    });
  };
  return (
    <ToggleGroup.Root
      type="single"
      value={view ?? "list"}
      onValueChange={choose}
      aria-label={t("board.view")}
      className="flex gap-0.5 rounded-soft bg-sunken p-0.5"
    >
      {(
        [
          ["list", List],
          ["board", Columns3],
        ] as const
      ).map(([value, Icon]) => (
        <Hint key={value} text={t(`board.${value}`)}>
          <ToggleGroup.Item
            value={value}
            aria-label={t(`board.${value}`)}
            data-testid={`view-${value}`}
            className="grid h-7 w-8 place-items-center rounded-[6px] text-text-2 transition-colors ease-quick hover:text-text aria-checked:bg-surface aria-checked:text-text aria-checked:shadow-1 dark:aria-checked:bg-hover"
          >
            <Icon className="size-4" aria-hidden />
          </ToggleGroup.Item>
        </Hint>
      ))}
    </ToggleGroup.Root>
  );
}
