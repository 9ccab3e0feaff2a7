import { ListFilter } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { Button } from "@/ui/button";
import {
  Menu,
  MenuCheck,
  MenuChoice,
  MenuContent,
  MenuGroup,
  MenuLabel,
  MenuLine,
  MenuTrigger,
} from "@/ui/menu";

export interface ContactNarrowing {
  tag?: string;
  mine?: boolean;
  shunned?: "yes" | "no";
  sort?: "newest";
}

/** What the contacts are narrowed by and how they are sorted: one menu. */
export function NarrowContacts({
  by,
  onChange,
}: {
  by: ContactNarrowing;
  onChange: (change: ContactNarrowing) => void;
}) {
  const { t } = useTranslation();
  const tags = $api.useQuery("get", "/api/tags", {}).data?.items ?? [];
  const count = [by.tag, by.mine, by.shunned].filter(Boolean).length;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button
          size="s"
          aria-pressed={count > 0}
          className="aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
          data-testid="narrow-contacts"
        >
          <ListFilter className="size-4" aria-hidden />
          {t("narrow.title")}
          {count > 0 ? <span className="tabular-nums">{count}</span> : null}
        </Button>
      </MenuTrigger>
      <MenuContent align="end" className="max-h-[70vh] overflow-y-auto">
        <MenuCheck checked={Boolean(by.mine)} onCheckedChange={(on) => onChange({ mine: on || undefined })}>
          {t("record.mine")}
        </MenuCheck>
        <MenuCheck
          checked={by.shunned === "yes"}
          onCheckedChange={(on) => onChange({ shunned: on ? "yes" : undefined })}
        >
          {t("record.shunned")}
        </MenuCheck>
        <MenuLine />
        <MenuLabel>{t("record.sort")}</MenuLabel>
        <MenuGroup
          value={by.sort ?? "name"}
          onValueChange={(value) => onChange({ sort: value === "newest" ? "newest" : undefined })}
        >
          <MenuChoice value="name">{t("record.byName")}</MenuChoice>
          <MenuChoice value="newest">{t("record.byNewest")}</MenuChoice>
        </MenuGroup>
        {tags.length > 0 ? (
          <>
            <MenuLine />
            <MenuLabel>{t("record.tags")}</MenuLabel>
            <MenuGroup
              value={by.tag ?? ""}
              onValueChange={(value) => onChange({ tag: value === by.tag ? undefined : value })}
            >
              {tags.map(({ tag, contacts }) => (
                <MenuChoice key={tag} value={tag}>
                  <span className="min-w-0 flex-1 truncate">{tag}</span>
                  <span className="text-text-3 text-xs tabular-nums">{contacts}</span>
                </MenuChoice>
              ))}
            </MenuGroup>
          </>
        ) : null}
      </MenuContent>
    </Menu>
  );
}
