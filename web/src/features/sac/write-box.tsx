import { SendHorizontal } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Hint } from "@/ui/hint";

/** A text that grows as it is written, and the button that sends it. Enter sends, Shift Enter makes a new line. */
export function WriteBox({
  value,
  onChange,
  onSubmit,
  label,
  most,
  tone = "message",
  sending,
  ready,
  area: given,
  onKey,
  begin,
  end,
  testId,
}: {
  value: string;
  onChange: (value: string) => void;
  onSubmit: () => void;
  label: string;
  /** How many characters it may have. */
  most: number;
  tone?: "message" | "note";
  sending?: boolean;
  /** Whether something else can be sent without words. */
  ready?: boolean;
  /** What stands before the text, and before the button that sends it. */
  begin?: ReactNode;
  end?: ReactNode;
  area?: RefObject<HTMLTextAreaElement | null>;
  /** Takes a key before the box does, by calling preventDefault. */
  onKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  testId: string;
}) {
  const { t } = useTranslation();
  const own = useRef<HTMLTextAreaElement>(null);
  const area = given ?? own;
  const tooLong = value.length > most;
  const stuck = (value.trim() === "" && !ready) || tooLong || sending;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, 168)}px`;
  }, [value]);

  const submit = () => {
    if (!stuck) onSubmit();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div
        className={cn(
          "flex items-end gap-2 rounded-card border p-1.5",
          !begin && "pl-3",
          "transition-colors ease-quick focus-within:border-accent",
          tone === "note" ? "bg-warn-soft" : "bg-surface",
          tooLong ? "border-bad" : "border-line-strong/60",
        )}
      >
        {begin}
        <textarea
          ref={area}
          rows={1}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            onKey?.(event);
            if (event.defaultPrevented || event.key !== "Enter" || event.shiftKey) return;
            if (event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit();
          }}
          placeholder={label}
          aria-label={label}
          aria-describedby="composer-keys"
          aria-invalid={tooLong || undefined}
          data-testid={testId}
          data-shortcut="write"
          className="min-h-8 flex-1 resize-none bg-transparent py-1.5 text-base outline-none placeholder:truncate placeholder:text-text-3"
        />
        {end}
        <Hint text={t("thread.keys")} side="top">
          <Button
            kind="primary"
            size="icon"
            type="submit"
            aria-label={t(tone === "note" ? "note.send" : "thread.send")}
            aria-disabled={stuck || undefined}
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
          {t("thread.tooLong", { max: most, count: value.length })}
        </p>
      ) : null}
    </form>
  );
}
