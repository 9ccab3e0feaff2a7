import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Conversation } from "@/api/types";
import { useMe } from "@/app/session";
import { newKey } from "@/features/call-action/key";
import { useKeptText } from "./kept-text";
import { calledFor, filled, fitting } from "./quick-reply";
import { useSend } from "./use-send";
import { useSuggestions } from "./use-suggestions";
import { WriteBox } from "./write-box";

/** Meta takes so many characters in a text. */
const most = 4096;

/** Writes to the contact. A slash at the beginning offers quick replies. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { id, contact, accountId } = conversation;
  const { user } = useMe();
  const send = useSend(id);
  const [text, setText] = useKeptText(id);
  const area = useRef<HTMLTextAreaElement>(null);
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
  return (
    <div className="relative">
      {list}
      <WriteBox
        value={text}
        onChange={setText}
        onSubmit={() => {
          void send(text.trim(), newKey());
          setText("");
        }}
        label={t(replies.length > 0 ? "thread.writeOrSlash" : "thread.write")}
        most={most}
        area={area}
        onKey={onKey}
        testId="compose"
      />
    </div>
  );
}
