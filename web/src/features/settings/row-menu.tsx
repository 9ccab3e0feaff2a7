import { MoreHorizontal } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/ui/menu";

export interface Action {
  label: string;
  run: () => void;
  /** Why it cannot be chosen. */
  why?: string;
  testId?: string;
}

/** What can be done with one row of a list. */
export function RowMenu({ name, actions }: { name: string; actions: readonly Action[] }) {
  const { t } = useTranslation();
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button kind="ghost" size="icon" aria-label={t("settings.options", { name })} data-testid="row-menu">
          <MoreHorizontal className="size-4" aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        {actions.map(({ label, run, why, testId }) => (
          <MenuItem key={label} onSelect={run} why={why} data-testid={testId}>
            {label}
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  );
}
