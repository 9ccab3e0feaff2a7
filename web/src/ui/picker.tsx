import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
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

/**
 * Many of many: a list with boxes that can be searched. The chosen ones come first when it opens. It is one stop of the Tab key,
 * however long it is; within it the arrow keys move.
 */
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
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const [first] = useState(() => new Set(chosen));
  const sorted = [...options].sort((a, b) => Number(first.has(b.id)) - Number(first.has(a.id)));
  const shown = sorted.filter((option) => plain(option.name).includes(plain(text.trim())));
  const set = new Set(chosen);
  const toggle = (option: string, on: boolean) =>
    onChange(on ? [...chosen, option] : chosen.filter((known) => known !== option));

  const here = Math.min(at, Math.max(shown.length - 1, 0));
  const move = (event: KeyboardEvent) => {
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const boxes = list.current?.querySelectorAll<HTMLElement>('[role="checkbox"]');
    boxes?.[Math.min(Math.max(to, 0), shown.length - 1)]?.focus();
  };

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
        <ul ref={list} className="max-h-56 overflow-y-auto py-1" onKeyDown={move}>
          {shown.map((option, i) => (
            <li key={option.id} className="px-3 py-1.5 hover:bg-hover">
              <Checkbox
                checked={set.has(option.id)}
                onChange={(on) => toggle(option.id, on)}
                disabled={disabled}
                tabIndex={i === here ? 0 : -1}
                onFocus={() => setAt(i)}
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
