import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from "@/ui/menu";
import { asked, type ContactNarrowing, filters } from "./narrowing";

/** Where the contacts of a list can be downloaded. */
export function exportAddress(by: ContactNarrowing, format: "csv" | "xlsx", language: string): string {
  const query = new URLSearchParams({ format, language });
  for (const [key, value] of Object.entries(asked(by))) {
    for (const one of Array.isArray(value) ? value : [value]) query.append(key, String(one));
  }
  return `/api/contact-export?${query}`;
}

/** Has the browser save what an address answers, without leaving the page. */
function download(address: string) {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}

/** Entries of a menu that download the contacts: those of the list, and where that is narrowed, all. */
export function ExportItems({ by }: { by: ContactNarrowing }) {
  const { t, i18n } = useTranslation();
  const narrowed = Boolean(by.q) || filters(by) > 0;
  const items = (which: ContactNarrowing, name: string) =>
    (["csv", "xlsx"] as const).map((format) => (
      <MenuItem
        key={format}
        icon={<Download />}
        onSelect={() => download(exportAddress(which, format, i18n.language))}
        data-testid={`export-${name}-${format}`}
      >
        {t(`transfer.as.${format}`)}
      </MenuItem>
    ));
  return (
    <>
      <MenuLabel>{narrowed ? t("transfer.exportThese") : t("transfer.exportAll")}</MenuLabel>
      {items(by, "list")}
      {narrowed ? (
        <>
          <MenuLabel>{t("transfer.exportAll")}</MenuLabel>
          {items({}, "all")}
        </>
      ) : null}
    </>
  );
}

/** The button beside the list. */
export function ExportMenu({ by }: { by: ContactNarrowing }) {
  const { t } = useTranslation();
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button size="s" data-testid="export-contacts">
          <Download className="size-4" aria-hidden />
          {t("transfer.export")}
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <ExportItems by={by} />
      </MenuContent>
    </Menu>
  );
}
