import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import { newKey } from "@/features/call-action/key";
import { cn } from "@/ui/cn";
import { useKeptText } from "./kept-text";
import { asked, named } from "./mention";
import { useServing } from "./use-serving";
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
  const [at, setAt] = useState(0);
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
  const here = Math.min(at, people.length - 1);

  const choose = (name: string) => {
    setText(named(text, name));
    setAt(0);
    area.current?.focus();
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const person = people[here];
    if (!person) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setAt((here + (event.key === "ArrowDown" ? 1 : people.length - 1)) % people.length);
    } else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
      event.preventDefault();
      choose(person.name);
    }
  };
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
      {people.length > 0 ? (
        <ul
          aria-label={t("note.people")}
          className="absolute bottom-full left-0 z-10 mb-1.5 w-64 rounded-soft border border-line bg-raised p-1 shadow-2"
        >
          {people.map(({ id, name }, i) => (
            <li key={id}>
              <button
                type="button"
                tabIndex={-1}
                onMouseDown={(event) => {
                  event.preventDefault();
                  choose(name);
                }}
                className={cn(
                  "w-full truncate rounded-tight px-2 py-1.5 text-left",
                  i === here && "bg-hover",
                )}
                data-testid="mention"
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
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
