import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Checkbox } from "./checkbox";
import { cn } from "./cn";
import { inputLook } from "./field";

export interface Option {
  id: string;
  name: string;
  /** A word beside the name: who, why, where. */
  note?: ReactNode;
}

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();

/** Many of many: a list with boxes that can be searched. The chosen ones come first when it opens. */
export function Picker({
  label,
  options,
  chosen,
  onChange,
  disabled,
  empty,
  className,
  testId,
}: {
  label: string;
  options: readonly Option[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  disabled?: boolean;
  empty?: ReactNode;
  className?: string;
  testId?: string;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState("");
  const [first] = useState(() => new Set(chosen));
  const sorted = [...options].sort((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)));
  const shown = sorted.filter((option) => plain(option.name).includes(plain(text.trim())));
  const set = new Set(chosen);
  const toggle = (option: string, on: boolean) =>
    onChange(on ? [...chosen, option] : chosen.filter((known) => known !== option));

  return (
    <fieldset className={cn("min-w-0", className)} data-testid={testId} disabled={disabled}>
      <legend className="mb-1.5 flex w-full items-baseline justify-between gap-3">
        <span className="font-medium text-sm">{label}</span>
        <span className="text-sm text-text-3" aria-live="polite">
          {t("form.chosen", { n: chosen.length })}
        </span>
      </legend>
      <div className="overflow-hidden rounded-soft border border-line bg-surface">
        {options.length > 6 ? (
          <div className="border-line border-b p-1.5">
            <input
              id={id}
              type="search"
              aria-label={`${t("form.search")}: ${label}`}
              placeholder={t("form.search")}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
              className={cn(inputLook, "h-8 border-transparent bg-sunken")}
            />
          </div>
        ) : null}
        <ul className="max-h-56 overflow-y-auto py-1">
          {shown.map((option) => (
            <li key={option.id} className="px-3 py-1.5 hover:bg-hover">
              <Checkbox
                checked={set.has(option.id)}
                onChange={(on) => toggle(option.id, on)}
                disabled={disabled}
              >
                <span className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-3">
                  <span className="min-w-0 truncate">{option.name}</span>
                  {option.note ? <span className="text-sm text-text-3">{option.note}</span> : null}
                </span>
              </Checkbox>
            </li>
          ))}
          {shown.length === 0 ? (
            <li className="px-3 py-2 text-text-3">
              {options.length === 0 && empty ? empty : t("form.none")}
            </li>
          ) : null}
        </ul>
      </div>
    </fieldset>
  );
}
