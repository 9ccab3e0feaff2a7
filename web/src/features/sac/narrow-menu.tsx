import { ListFilter, X } from "lucide-react";
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
import type { Narrowing } from "./narrowing";

type Change = (change: Narrowing) => void;

/** What services can be narrowed by, beside their state: one menu. */
export function NarrowMenu({ by, onChange }: { by: Narrowing; onChange: Change }) {
  const { t } = useTranslation();
  const { accounts, departments, people } = useChoices();
  const count = [by.unread, by.closing, by.account, by.department, by.attendant].filter(Boolean).length;
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button
          size="s"
          className="h-8 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
          aria-pressed={count > 0}
          data-testid="narrow"
        >
          <ListFilter className="size-4" aria-hidden />
          {t("narrow.title")}
          {count > 0 ? <span className="tabular-nums">{count}</span> : null}
        </Button>
      </MenuTrigger>
      <MenuContent align="end" className="max-h-[70vh] overflow-y-auto">
        <MenuCheck
          checked={Boolean(by.unread)}
          onCheckedChange={(on) => onChange({ unread: on || undefined })}
        >
          {t("narrow.unread")}
        </MenuCheck>
        <MenuCheck
          checked={Boolean(by.closing)}
          onCheckedChange={(on) => onChange({ closing: on || undefined })}
        >
          {t("narrow.closing")}
        </MenuCheck>
        {(
          [
            ["account", accounts],
            ["department", departments],
            ["attendant", people],
          ] as const
        ).map(([key, choices]) =>
          choices.length > (key === "account" ? 1 : 0) ? (
            <div key={key}>
              <MenuLine />
              <MenuLabel>{t(`narrow.${key}`)}</MenuLabel>
              <MenuGroup
                value={by[key] ?? ""}
                onValueChange={(value) => onChange({ [key]: value === by[key] ? undefined : value })}
              >
                {choices.map(({ id, name }) => (
                  <MenuChoice key={id} value={id}>
                    <span className="truncate">{name}</span>
                  </MenuChoice>
                ))}
              </MenuGroup>
            </div>
          ) : null,
        )}
      </MenuContent>
    </Menu>
  );
}

/** What services are narrowed by, each a press away from not being it. */
export function Narrowed({ by, onChange }: { by: Narrowing; onChange: Change }) {
  const { t } = useTranslation();
  const { accounts, departments, people } = useChoices();
  const named = (list: readonly { id: string; name: string }[], id?: string) =>
    id ? (list.find((one) => one.id === id)?.name ?? "…") : undefined;
  const chips = [
    { key: "unread", name: by.unread && t("narrow.unread") },
    { key: "closing", name: by.closing && t("narrow.closing") },
    { key: "account", name: named(accounts, by.account) },
    { key: "department", name: named(departments, by.department) },
    { key: "attendant", name: named(people, by.attendant) },
  ].filter((chip): chip is { key: string; name: string } => Boolean(chip.name));
  if (chips.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1.5" aria-label={t("narrow.by")}>
      {chips.map(({ key, name }) => (
        <li key={key}>
          <button
            type="button"
            onClick={() => onChange({ [key]: undefined })}
            aria-label={t("narrow.remove", { name })}
            className="flex h-6 max-w-48 items-center gap-1 rounded-full bg-accent-soft pr-1.5 pl-2.5 font-medium text-accent-text text-xs hover:bg-selected"
            data-testid="narrowed"
          >
            <span className="truncate">{name}</span>
            <X className="size-3 shrink-0" aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

function useChoices() {
  const accounts = $api.useQuery("get", "/api/accounts", {}).data?.items ?? [];
  const departments = $api.useQuery("get", "/api/departments", {}).data?.items ?? [];
  const people = $api.useQuery("get", "/api/users", {}).data?.items ?? [];
  return { accounts, departments, people };
}
