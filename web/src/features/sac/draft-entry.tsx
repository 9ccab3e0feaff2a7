import { useTranslation } from "react-i18next";
import { reasonWords } from "@/features/call-action/words";
import { ClockTime } from "@/ui/moment";
import { Bubble } from "./bubble";
import { type Draft, outbox } from "./outbox";
import { Ticks } from "./ticks";
import { useSend } from "./use-send";

/** A message that is on its way to the server, or did not get there. */
export function DraftEntry({ draft, conversationId }: { draft: Draft; conversationId: string }) {
  const { t, i18n } = useTranslation();
  const send = useSend(conversationId);
  const failed = draft.state === "failed";
  const words = failed ? reasonWords(draft, i18n) : null;
  return (
    <Bubble
      ours
      failed={failed}
      below={
        <>
          <span>{t("thread.you")}</span>
          <ClockTime at={draft.at} />
          <Ticks status={failed ? "failed" : "pending"} />
          {failed ? (
            <>
              <button
                type="button"
                className="rounded-tight font-medium text-accent-text hover:underline"
                onClick={() =>
                  void send(draft.text, draft.clientKey, { at: draft.at, quotedId: draft.quotedId })
                }
                data-testid="retry"
              >
                {t("thread.retry")}
              </button>
              <button
                type="button"
                className="rounded-tight hover:underline"
                onClick={() => outbox.discard(conversationId, draft.clientKey)}
              >
                {t("thread.discard")}
              </button>
              <span className="basis-full text-right text-bad-text">
                {words?.message} {words?.fix}
              </span>
            </>
          ) : null}
        </>
      }
    >
      {draft.text}
    </Bubble>
  );
}
