import { SendHorizontal } from "lucide-react";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "@/features/call-action/key";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Hint } from "@/ui/hint";
import { useSend } from "./use-send";

/** Meta takes so many characters in a text. */
const most = 4096;
const kept = new Map<string, string>();

/** Writes and sends a text. What is not sent yet is kept while one looks at another service. */
export function Composer({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation();
  const send = useSend(conversationId);
  const [text, setText] = useState(kept.get(conversationId) ?? "");
  const area = useRef<HTMLTextAreaElement>(null);
  const tooLong = text.length > most;
  const empty = text.trim() === "";

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, 168)}px`;
  }, [text]);

  const change = (value: string) => {
    setText(value);
    kept.set(conversationId, value);
  };
  const submit = () => {
    if (empty || tooLong) return;
    void send(text.trim(), newKey());
    change("");
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };

  return (
    <form
      className="border-line border-t bg-surface px-3 py-3 md:px-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div
        className={cn(
          "flex items-end gap-2 rounded-card border bg-surface p-1.5 pl-3 transition-colors ease-quick focus-within:border-accent",
          tooLong ? "border-bad" : "border-line-strong/60",
        )}
      >
        <textarea
          ref={area}
          rows={1}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKey}
          placeholder={t("thread.write")}
          aria-label={t("thread.write")}
          aria-describedby="composer-keys"
          aria-invalid={tooLong || undefined}
          data-testid="compose"
          data-shortcut="write"
          className="min-h-8 flex-1 resize-none bg-transparent py-1.5 text-base outline-none placeholder:text-text-3"
        />
        <Hint text={t("thread.keys")} side="top">
          <Button
            kind="primary"
            size="icon"
            type="submit"
            aria-label={t("thread.send")}
            aria-disabled={empty || tooLong || undefined}
            data-testid="send"
          >
            <SendHorizontal className="size-4" aria-hidden />
          </Button>
        </Hint>
      </div>
      <p id="composer-keys" className="sr-only">
        {t("thread.keys")}
      </p>
      {tooLong ? (
        <p role="alert" className="mt-1.5 text-bad-text text-sm">
          {t("thread.tooLong", { max: most, count: text.length })}
        </p>
      ) : null}
    </form>
  );
}
