import { PhoneOutgoing, ShieldCheck, ShieldX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Message } from "@/api/types";
import { useMe } from "@/app/session";
import { newKey } from "@/features/call-action/key";
import { metaWords, refusalWords } from "@/features/call-action/words";
import { cn } from "@/ui/cn";
import { ClockTime } from "@/ui/moment";
import { notifyBad } from "@/ui/notify";
import { Technical } from "@/ui/technical";
import { Bubble } from "./bubble";
import { CardsEntry } from "./cards-entry";
import { MediumEntry } from "./medium-entry";
import { MessageTools, Reactions } from "./message-tools";
import { PlaceEntry } from "./place-entry";
import { unsupportedWords } from "./preview";
import { Quoted } from "./quoted";
import { TeamEntry } from "./team-entry";
import type { Asked } from "./thread";
import { Ticks } from "./ticks";
import { useSend } from "./use-send";

/** A message of the thread, of any kind. */
export function MessageEntry({
  message,
  asked,
  name,
  conversationId,
}: {
  message: Message;
  asked?: Asked;
  name: string;
  conversationId: string;
}) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const send = useSend(conversationId);
  if (message.direction === "internal") return <TeamEntry message={message} />;
  if (message.kind === "permission_reply") return <Reply message={message} name={name} />;

  const ours = message.direction === "out";
  const failed = message.status === "failed";
  const author = message.author?.id === me.user.id ? t("thread.you") : message.author?.name;
  const carries = Boolean(message.medium || message.location || message.contacts?.length);
  const again = async () => {
    try {
      await client.POST("/api/messages/{id}/again", {
        params: { path: { id: message.id } },
        body: { clientKey: newKey() },
      });
    } catch (thrown) {
      notifyBad(asApiError(thrown).message || t("form.failed"));
    }
  };
  const why = failed && message.failure ? refusalWords(message.failure, i18n) : "";
  return (
    <Bubble
      ours={ours}
      failed={failed}
      tools={
        message.kind === "call_request" || message.status === "pending" || failed ? null : (
          <MessageTools message={message} conversationId={conversationId} />
        )
      }
      below={
        <>
          {ours && author ? <span>{author}</span> : null}
          <ClockTime at={message.at} />
          {ours ? <Ticks status={message.status} /> : null}
          <Reactions message={message} name={name} />
          {failed && (message.kind === "text" || carries) ? (
            <button
              type="button"
              className="rounded-tight font-medium text-accent-text hover:underline"
              onClick={() => void (carries ? again() : send(message.text ?? "", newKey()))}
            >
              {t("thread.retry")}
            </button>
          ) : null}
          {why ? <span className="basis-full text-right text-bad-text">{why}</span> : null}
          {why && message.failure ? (
            <Technical
              text={metaWords(message.failure, t)}
              className="flex max-w-full basis-full flex-col items-end"
            />
          ) : null}
        </>
      }
    >
      {message.kind === "call_request" ? (
        <div data-testid="call-request">
          <div className="flex items-center gap-2 font-medium text-accent-text">
            <PhoneOutgoing className="size-4" aria-hidden />
            {t("request.entry")}
          </div>
          {message.text ? <p className="mt-0.5">{message.text}</p> : null}
          {asked === "waiting" && !failed ? (
            <p className="mt-0.5 text-sm text-text-2">{t("request.waiting", { name })}</p>
          ) : null}
        </div>
      ) : message.kind === "unsupported" ? (
        <span className="text-text-2 italic">{unsupportedWords(message.text ?? "", t)}</span>
      ) : (
        <>
          {message.quoted ? <Quoted quoted={message.quoted} name={name} /> : null}
          {message.medium ? <MediumEntry message={message} medium={message.medium} /> : null}
          {message.location ? <PlaceEntry place={message.location} /> : null}
          {message.contacts?.length ? <CardsEntry cards={message.contacts} /> : null}
          {message.text ? <div className={cn(message.medium && "mt-1.5")}>{message.text}</div> : null}
        </>
      )}
    </Bubble>
  );
}

const replies = ["accept_temporary", "accept_permanent", "reject", "revoke"];

function Reply({ message, name }: { message: Message; name: string }) {
  const { t } = useTranslation();
  const kind = replies.includes(message.text ?? "") ? message.text : "other";
  const yes = message.text?.startsWith("accept");
  const Icon = yes ? ShieldCheck : ShieldX;
  return (
    <div
      className="my-2.5 flex items-center justify-center gap-2 text-center text-sm text-text-2"
      data-testid="permission-reply"
    >
      <Icon className={cn("size-4 shrink-0", yes ? "text-good" : "text-bad")} aria-hidden />
      <span>
        {t(`request.reply_${kind}`, { name })} <ClockTime at={message.at} className="text-text-3 text-xs" />
      </span>
    </div>
  );
}
