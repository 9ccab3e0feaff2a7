import { Command as List } from "cmdk";
import { Check, ChevronDown, Search } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "./cn";
import { inputLook } from "./field";

export interface Found {
  id: string;
  name: string;
  note?: string;
}

/** One of many that are too many for a list: what is typed is searched by `onSearch`, and what it found comes as `options`. */
export function SearchChoice({
  label,
  chosen,
  placeholder,
  options,
  search,
  onSearch,
  onChoose,
  testId,
}: {
  label: string;
  /** The name of what is chosen; "" for nothing. */
  chosen: string;
  placeholder: string;
  options: readonly Found[];
  search: string;
  onSearch: (text: string) => void;
  onChoose: (id: string) => void;
  testId: string;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) onSearch("");
      }}
    >
      <div className="min-w-0 space-y-1.5">
        <div className="font-medium text-sm">{label}</div>
        <Popover.Trigger asChild>
          <button
            type="button"
            aria-label={`${label}: ${chosen || placeholder}`}
            data-testid={testId}
            className={cn(inputLook, "flex items-center gap-2 text-left")}
          >
            <span className={cn("min-w-0 flex-1 truncate", !chosen && "text-text-3")}>
              {chosen || placeholder}
            </span>
            <ChevronDown className="size-4 shrink-0 text-text-3" aria-hidden />
          </button>
        </Popover.Trigger>
      </div>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="fade z-50 w-[max(16rem,var(--radix-popover-trigger-width))] max-w-[calc(100vw-1rem)] rounded-soft border border-line bg-raised shadow-2"
        >
          <List shouldFilter={false} label={label} loop>
            <div className="flex items-center gap-2 border-line border-b px-3">
              <Search className="size-4 shrink-0 text-text-3" aria-hidden />
              <List.Input
                value={search}
                onValueChange={onSearch}
                placeholder={t("form.search")}
                className="h-10 min-w-0 flex-1 bg-transparent outline-none placeholder:text-text-3"
                data-testid={`${testId}-search`}
              />
            </div>
            <List.List label={label} className="max-h-72 overflow-y-auto p-1">
              {options.map(({ id, name, note }) => (
                <List.Item
                  key={id}
                  value={id}
                  onSelect={() => {
                    onChoose(id);
                    setOpen(false);
                  }}
                  className="flex cursor-default select-none items-center gap-2 rounded-tight px-2 py-1.5 data-[selected=true]:bg-hover"
                >
                  <Check
                    className={cn("size-4 shrink-0 text-accent-text", name !== chosen && "invisible")}
                    aria-hidden
                  />
                  <span className="min-w-0 flex-1 truncate">{name}</span>
                  {note ? <span className="shrink-0 text-sm text-text-3">{note}</span> : null}
                </List.Item>
              ))}
              {options.length === 0 ? (
                <p className="px-3 py-4 text-center text-text-2">{t("form.none")}</p>
              ) : null}
            </List.List>
          </List>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
