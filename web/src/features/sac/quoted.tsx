import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Message } from "@/api/types";
import { contentWords } from "./preview";

/** What a message answers; it leads there. */
export function Quoted({ quoted, name }: { quoted: NonNullable<Message["quoted"]>; name: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id, direction, kind, text } = quoted;
  const inside = (
    <>
      <span className="block font-medium text-accent-text text-xs">
        {direction === "out" ? t("thread.us") : name}
      </span>
      <span className="line-clamp-2 text-sm text-text-2">
        {id ? contentWords(kind ?? "text", text ?? "", name, t) : t("thread.quotedGone")}
      </span>
    </>
  );
  const look = "mb-1.5 block w-full rounded-tight border-accent border-l-2 bg-sunken px-2 py-1 text-left";
  if (!id) return <div className={look}>{inside}</div>;
  return (
    <button
      type="button"
      className={look}
      title={t("thread.toQuoted")}
      onClick={() => void navigate({ to: ".", search: (before) => ({ ...before, at: id }), replace: true })}
      data-testid="quoted"
    >
      {inside}
    </button>
  );
}
