import { useTranslation } from "react-i18next";
import { newKey } from "@/features/call-action/key";
import { useKeptText } from "./kept-text";
import { useSend } from "./use-send";
import { WriteBox } from "./write-box";

/** Meta takes so many characters in a text. */
const most = 4096;

/** Writes to the contact. */
export function Composer({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation();
  const send = useSend(conversationId);
  const [text, setText] = useKeptText(conversationId);
  return (
    <WriteBox
      value={text}
      onChange={setText}
      onSubmit={() => {
        void send(text.trim(), newKey());
        setText("");
      }}
      label={t("thread.write")}
      most={most}
      testId="compose"
    />
  );
}
