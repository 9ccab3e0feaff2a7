import { EllipsisVertical, Merge, Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Contact } from "@/api/types";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Hint } from "@/ui/hint";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/ui/menu";
import { EditContact } from "./edit-contact";
import { MergeDialog } from "./merge-dialog";

/** What can be done with a contact beside calling: change it, merge it. */
export function ContactMenu({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const { can } = useMe();
  const [open, setOpen] = useState<"edit" | "merge">();
  const close = () => setOpen(undefined);
  return (
    <>
      <Hint text={t("contacts.editTitle")}>
        <Button
          kind="ghost"
          size="iconS"
          onClick={() => setOpen("edit")}
          aria-label={t("contacts.editTitle")}
          data-testid="edit-contact"
        >
          <Pencil className="size-4" aria-hidden />
        </Button>
      </Hint>
      {can.merge ? (
        <Menu>
          <MenuTrigger asChild>
            <Button kind="ghost" size="iconS" aria-label={t("merge.menu")} data-testid="contact-menu">
              <EllipsisVertical className="size-4" aria-hidden />
            </Button>
          </MenuTrigger>
          <MenuContent align="end">
            <MenuItem icon={<Merge />} onSelect={() => setOpen("merge")}>
              {t("merge.another")}
            </MenuItem>
          </MenuContent>
        </Menu>
      ) : null}
      {open === "edit" ? <EditContact contact={contact} onClose={close} /> : null}
      {open === "merge" ? <MergeDialog contact={contact} onClose={close} /> : null}
    </>
  );
}
