import { useQueryClient } from "@tanstack/react-query";
import { CornerUpLeft, SmilePlus } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Message } from "@/api/types";
import { notifyBad } from "@/ui/notify";
import { answer } from "./answering";

const palette = ["👍", "❤️", "😂", "😮", "🙏", "🎉"];
const look =
  "grid size-7 place-items-center rounded-full text-text-3 hover:bg-hover hover:text-text focus-visible:opacity-100 group-hover/message:opacity-100 pointer-fine:opacity-0";

/** What can be done with a message: answer it, react to it. */
export function MessageTools({ message, conversationId }: { message: Message; conversationId: string }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const react = async (emoji: string) => {
    setOpen(false);
    try {
      await must(
        client.PUT("/api/messages/{id}/reaction", {
          params: { path: { id: message.id } },
          body: { emoji: emoji === message.ownReaction ? "" : emoji },
        }),
      );
      await cache.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[1] === "/api/conversations/{id}/messages",
      });
    } catch (thrown) {
      const error = asApiError(thrown);
      notifyBad(error.code === "offline" ? t("app.offlineText") : error.message || t("form.failed"));
    }
  };
  return (
    <div className="flex shrink-0 items-center">
      <button
        type="button"
        className={look}
        aria-label={t("thread.answer")}
        title={t("thread.answer")}
        onClick={() => {
          answer(conversationId, message);
          document.querySelector<HTMLElement>('[data-testid="compose"]')?.focus();
        }}
        data-testid="answer-message"
      >
        <CornerUpLeft className="size-4" aria-hidden />
      </button>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <button
            type="button"
            className={look}
            aria-label={t("thread.react")}
            title={t("thread.react")}
            data-testid="react"
          >
            <SmilePlus className="size-4" aria-hidden />
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            side="top"
            sideOffset={4}
            collisionPadding={8}
            aria-label={t("thread.react")}
            className="fade z-40 flex gap-0.5 rounded-full border border-line bg-raised p-1 shadow-2"
          >
            {palette.map((emoji) => (
              <button
                key={emoji}
                type="button"
                aria-pressed={emoji === message.ownReaction}
                onClick={() => void react(emoji)}
                className="grid size-9 place-items-center rounded-full text-lg hover:bg-hover aria-pressed:bg-accent-soft"
              >
                {emoji}
              </button>
            ))}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}

/** The reactions on a message, theirs and ours. */
export function Reactions({ message, name }: { message: Message; name: string }) {
  const { t } = useTranslation();
  const { reaction, ownReaction } = message;
  if (!reaction && !ownReaction) return null;
  return (
    <span className="flex gap-1" data-testid="reactions">
      {reaction ? (
        <span
          role="img"
          className="rounded-full border border-line bg-surface px-1.5 text-base"
          aria-label={t("thread.reacted", { name, emoji: reaction })}
        >
          {reaction}
        </span>
      ) : null}
      {ownReaction ? (
        <span
          role="img"
          className="rounded-full border border-line bg-accent-soft px-1.5 text-base"
          aria-label={t("thread.reacted", { name: t("thread.us"), emoji: ownReaction })}
        >
          {ownReaction}
        </span>
      ) : null}
    </span>
  );
}
