import { Mic, Square, X } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Conversation } from "@/api/types";
import { useMe } from "@/app/session";
import { newKey } from "@/features/call-action/key";
import { timer } from "@/i18n/format";
import { Button } from "@/ui/button";
import { Hint } from "@/ui/hint";
import { notifyBad } from "@/ui/notify";
import { answer, useAnswering } from "./answering";
import { AnsweringBar } from "./answering-bar";
import { AttachMenu } from "./attach-menu";
import { Attachments } from "./attachments";
import { useKeptText } from "./kept-text";
import { calledFor, filled, fitting } from "./quick-reply";
import { useAttachments } from "./use-attachments";
import { useRecorder } from "./use-recorder";
import { useSend } from "./use-send";
import { useSuggestions } from "./use-suggestions";
import { WriteBox } from "./write-box";

/** Meta takes so many characters in a text. */
const most = 4096;

/** Writes to the contact: words, files, a voice message. A slash at the beginning offers quick replies. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { id, contact, accountId } = conversation;
  const { user } = useMe();
  const send = useSend(id);
  const [text, setText] = useKeptText(id);
  const [dropping, setDropping] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const answering = useAnswering(id);
  const attachments = useAttachments(id);
  const recorder = useRecorder(
    (recording) => {
      const one = { file: recording, caption: "", voice: true, quotedId: answering?.id, clientKey: newKey() };
      answer(id);
      void attachments.post(one, () => {}).then((trouble) => trouble && notifyBad(trouble));
    },
    () => notifyBad(t("attach.noMicrophone")),
  );
  const typed = calledFor(text);
  const replies = $api.useQuery("get", "/api/quick-replies", {}).data?.items ?? [];
  const accounts = $api.useQuery("get", "/api/accounts", {}).data?.items ?? [];
  const account = accounts.find((one) => one.id === accountId)?.name ?? "";
  const { onKey, list } = useSuggestions({
    items: typed === undefined ? [] : fitting(replies, typed),
    choose: (reply) => {
      setText(filled(reply.text, { name: contact.displayName, attendant: user.name, account }));
      area.current?.focus();
    },
    show: ({ shortcut, text: words }) => (
      <>
        <span className="font-medium">/{shortcut}</span> <span className="text-text-2">{words}</span>
      </>
    ),
    label: t("quick.title"),
    testId: "quick-reply",
    onEscape: () => setText(""),
  });
  const submit = async () => {
    const words = text.trim();
    const quotedId = answering?.id;
    setText("");
    answer(id);
    const left = attachments.files.length > 0 ? await attachments.send(words, quotedId) : words;
    if (left) await send(left, newKey(), { quotedId: left === words ? quotedId : undefined });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can be dropped here, and chosen by the button
    <div
      className={dropping ? "relative rounded-card outline-2 outline-accent outline-dashed" : "relative"}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDropping(false);
        attachments.add([...event.dataTransfer.files]);
      }}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0) return;
        event.preventDefault();
        attachments.add(files);
      }}
    >
      {list}
      <AnsweringBar conversationId={id} name={contact.displayName} />
      <Attachments files={attachments.files} onRemove={attachments.remove} />
      {recorder.seconds === undefined ? (
        <WriteBox
          value={text}
          onChange={setText}
          onSubmit={() => void submit()}
          label={t(replies.length > 0 ? "thread.writeOrSlash" : "thread.write")}
          most={attachments.files.length > 0 ? 1024 : most}
          ready={attachments.files.some(({ sent }) => sent === undefined)}
          area={area}
          onKey={onKey}
          testId="compose"
          begin={<AttachMenu conversationId={id} onFiles={attachments.add} />}
          end={
            recorder.able && !text && attachments.files.length === 0 ? (
              <Hint text={t("attach.record")} side="top">
                <Button
                  kind="ghost"
                  size="icon"
                  onClick={() => void recorder.start()}
                  aria-label={t("attach.record")}
                  data-testid="record"
                >
                  <Mic className="size-4" aria-hidden />
                </Button>
              </Hint>
            ) : null
          }
        />
      ) : (
        <div
          className="flex items-center gap-3 rounded-card border border-bad/50 bg-bad-soft p-1.5 pl-3"
          data-testid="recording"
        >
          <span className="size-2.5 animate-pulse rounded-full bg-bad" aria-hidden />
          <p className="flex-1 tabular-nums" role="timer">
            {t("attach.recording", { time: timer(recorder.seconds) })}
          </p>
          <Button kind="ghost" size="icon" onClick={recorder.cancel} aria-label={t("attach.discard")}>
            <X className="size-4" aria-hidden />
          </Button>
          <Button kind="primary" onClick={recorder.stop} data-testid="send-recording">
            <Square className="size-3.5" aria-hidden />
            {t("attach.sendRecording")}
          </Button>
        </div>
      )}
    </div>
  );
}
