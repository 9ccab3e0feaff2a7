import { Archive } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/types";
import { useNow } from "@/app/clock";
import { Button } from "@/ui/button";
import { Segments } from "@/ui/segments";
import { Composer } from "./composer";
import { NoteComposer } from "./note-composer";
import { useServing } from "./use-serving";
import { WindowClosed } from "./window-closed";

type To = "contact" | "team";

/** The foot of a service: where one writes to the contact, or a note for the team, and why the first cannot be done. */
export function Writing({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const now = useNow(5_000);
  const [to, setTo] = useState<To>("contact");
  const { id, state, windowEnds } = conversation;
  const open = windowEnds !== undefined && Date.parse(windowEnds) > now.getTime();
  return (
    <div className="space-y-2 border-line border-t bg-surface px-3 py-3 md:px-5">
      <div className="w-56">
        <Segments
          label={t("note.to")}
          value={to}
          onChange={setTo}
          options={[
            { value: "contact", label: t("note.contact") },
            { value: "team", label: t("note.team") },
          ]}
        />
      </div>
      {to === "team" ? (
        <NoteComposer key={id} conversationId={id} />
      ) : state === "closed" ? (
        <ServiceClosed id={id} />
      ) : open ? (
        <Composer key={id} conversation={conversation} />
      ) : (
        <WindowClosed conversation={conversation} />
      )}
    </div>
  );
}

function ServiceClosed({ id }: { id: string }) {
  const { t } = useTranslation();
  const { reopen } = useServing(id);
  return (
    <div className="flex flex-wrap items-center gap-3 py-1" data-testid="service-closed">
      <Archive className="size-4 shrink-0 text-text-3" aria-hidden />
      <p className="min-w-0 flex-1 basis-40 text-text-2">{t("serving.isClosed")}</p>
      <Button onClick={() => void reopen()} data-testid="reopen">
        {t("serving.reopen")}
      </Button>
    </div>
  );
}
