import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import { newKey } from "@/features/call-action/key";
import { useKeptText } from "./kept-text";
import { asked, named } from "./mention";
import { useServing } from "./use-serving";
import { useSuggestions } from "./use-suggestions";
import { WriteBox } from "./write-box";

/** As the server takes it. */
const most = 4096;

/** Writes a note for the team. An @ offers the people who see the service, and whoever is named is told. */
export function NoteComposer({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation();
  const { refresh } = useServing(conversationId);
  const [text, setText] = useKeptText(`note ${conversationId}`);
  const [trouble, setTrouble] = useState("");
  const [sending, setSending] = useState(false);
  const key = useRef("");
  const area = useRef<HTMLTextAreaElement>(null);
  const { data } = $api.useQuery("get", "/api/conversations/{id}/hand-over", {
    params: { path: { id: conversationId } },
  });
  const search = asked(text);
  const people =
    search === undefined
      ? []
      : (data?.users ?? [])
          .filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
          .slice(0, 5);
  const { onKey, list } = useSuggestions({
    items: people,
    choose: ({ name }) => {
      setText(named(text, name));
      area.current?.focus();
    },
    show: ({ name }) => name,
    label: t("note.people"),
    testId: "mention",
  });
  const submit = async () => {
    setSending(true);
    setTrouble("");
    key.current ||= newKey();
    try {
      await must(
        client.POST("/api/conversations/{id}/notes", {
          params: { path: { id: conversationId } },
          body: { text: text.trim(), clientKey: key.current },
        }),
      );
      key.current = "";
      setText("");
      await refresh();
    } catch (thrown) {
      const error = asApiError(thrown);
      setTrouble(error.code === "offline" ? t("app.offlineText") : error.message || t("form.failed"));
    }
    setSending(false);
  };
  return (
    <div className="relative">
      {list}
      <WriteBox
        value={text}
        onChange={setText}
        onSubmit={() => void submit()}
        label={t("note.write")}
        most={most}
        tone="note"
        sending={sending}
        area={area}
        onKey={onKey}
        testId="note"
      />
      <p role="alert" className="mt-1.5 text-bad-text text-sm empty:hidden">
        {trouble}
      </p>
    </div>
  );
}
