import { CornerUpLeft, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { answer, useAnswering } from "./answering";
import { contentWords } from "./preview";

/** Which message is being answered, above what is written. */
export function AnsweringBar({ conversationId, name }: { conversationId: string; name: string }) {
  const { t } = useTranslation();
  const message = useAnswering(conversationId);
  if (!message) return null;
  return (
    <div
      className="mb-2 flex items-center gap-2 rounded-soft border-accent border-l-2 bg-sunken px-3 py-1.5"
      data-testid="answering"
    >
      <CornerUpLeft className="size-4 shrink-0 text-text-3" aria-hidden />
      <p className="min-w-0 flex-1 truncate text-sm text-text-2">
        <span className="font-medium text-text">
          {t("thread.answering", { name: message.direction === "out" ? t("thread.us") : name })}
        </span>{" "}
        {contentWords(message.kind, message.text, name, t)}
      </p>
      <button
        type="button"
        onClick={() => answer(conversationId)}
        aria-label={t("thread.noAnswer")}
        className="grid size-6 shrink-0 place-items-center rounded-full text-text-3 hover:bg-hover hover:text-text"
      >
        <X className="size-4" aria-hidden />
      </button>
    </div>
  );
}
