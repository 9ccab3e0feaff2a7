import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { cn } from "./cn";
import { inputLook } from "./field";

/** A search that reports what was typed after a short rest. `/` brings the focus here. */
export function SearchField({
  value,
  onChange,
  label,
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const report = useRef(onChange);
  report.current = onChange;

  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => report.current(text), 180);
    return () => clearTimeout(timer);
  }, [text, value]);

  return (
    <div className="relative flex-1">
      <Search className="pointer-events-none absolute top-2 left-2.5 size-4 text-text-3" aria-hidden />
      <input
        type="search"
        data-shortcut="filter"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && text) {
            event.stopPropagation();
            setText("");
          }
        }}
        className={cn(inputLook, "h-8 border-transparent bg-sunken pr-8 pl-8 hover:border-line")}
      />
      {text ? (
        <button
          type="button"
          aria-label={t("contacts.clearSearch")}
          onClick={() => setText("")}
          className="absolute top-1 right-1 grid size-6 place-items-center rounded-tight text-text-3 hover:text-text"
        >
          <X className="size-3.5" aria-hidden />
        </button>
      ) : null}
    </div>
  );
}
