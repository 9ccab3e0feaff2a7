import { useNavigate } from "@tanstack/react-router";
import { CopyMinus, EllipsisVertical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/ui/menu";

/** What can be done with the contacts as a whole. */
export function ContactsMenu() {
  const { t } = useTranslation();
  const { can } = useMe();
  const navigate = useNavigate();
  if (!can.merge) return null;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="iconS" aria-label={t("contacts.menu")} data-testid="contacts-menu">
          <EllipsisVertical className="size-4" aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem icon={<CopyMinus />} onSelect={() => void navigate({ to: "/contacts/duplicates" })}>
          {t("merge.twins")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
