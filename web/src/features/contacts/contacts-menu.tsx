import { useNavigate } from "@tanstack/react-router";
import { CopyMinus, EllipsisVertical, Upload } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Menu, MenuContent, MenuItem, MenuLine, MenuTrigger } from "@/ui/menu";
import { ExportItems } from "./export-menu";
import type { ContactNarrowing } from "./narrowing";

/** What can be done with the contacts as a whole. */
export function ContactsMenu({ by, brief }: { by: ContactNarrowing; brief: boolean }) {
  const { t } = useTranslation();
  const { can } = useMe();
  const navigate = useNavigate();
  const imports = can.import && !brief;
  const exports = can.export && !brief;
  if (!can.merge && !imports && !exports) return null;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="iconS" aria-label={t("contacts.menu")} data-testid="contacts-menu">
          <EllipsisVertical className="size-4" aria-hidden />
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        {can.merge ? (
          <MenuItem icon={<CopyMinus />} onSelect={() => void navigate({ to: "/contacts/duplicates" })}>
            {t("merge.twins")}
          </MenuItem>
        ) : null}
        {imports ? (
          <MenuItem icon={<Upload />} onSelect={() => void navigate({ to: "/contacts/import" })}>
            {t("transfer.importTitle")}
          </MenuItem>
        ) : null}
        {exports ? (
          <>
            {can.merge || imports ? <MenuLine /> : null}
            <ExportItems by={by} />
          </>
        ) : null}
      </MenuContent>
    </Menu>
  );
}
