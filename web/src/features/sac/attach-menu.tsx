import { FileUp, MapPin, Paperclip, UserRound } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Hint } from "@/ui/hint";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/ui/menu";
import { PeopleDialog } from "./people-dialog";
import { PlaceDialog } from "./place-dialog";

/** What can go with a message, beside words. */
export function AttachMenu({
  conversationId,
  onFiles,
}: {
  conversationId: string;
  onFiles: (files: readonly File[]) => void;
}) {
  const { t } = useTranslation();
  const { can } = useMe();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<"place" | "people">();
  return (
    <>
      <Menu>
        <Hint text={t("attach.title")} side="top">
          <MenuTrigger asChild>
            <Button kind="ghost" size="icon" aria-label={t("attach.title")} data-testid="attach">
              <Paperclip className="size-4" aria-hidden />
            </Button>
          </MenuTrigger>
        </Hint>
        <MenuContent align="start" side="top">
          <MenuItem icon={<FileUp />} onSelect={() => input.current?.click()}>
            {t("attach.file")}
          </MenuItem>
          <MenuItem icon={<MapPin />} onSelect={() => setOpen("place")} data-testid="attach-place">
            {t("attach.place")}
          </MenuItem>
          {can.contacts ? (
            <MenuItem icon={<UserRound />} onSelect={() => setOpen("people")} data-testid="attach-people">
              {t("attach.people")}
            </MenuItem>
          ) : null}
        </MenuContent>
      </Menu>
      <input
        ref={input}
        type="file"
        multiple
        className="hidden"
        aria-hidden
        tabIndex={-1}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
        data-testid="files"
      />
      {open === "place" ? (
        <PlaceDialog conversationId={conversationId} onClose={() => setOpen(undefined)} />
      ) : null}
      {open === "people" ? (
        <PeopleDialog conversationId={conversationId} onClose={() => setOpen(undefined)} />
      ) : null}
    </>
  );
}
