import { Archive, ArchiveRestore, ArrowRightLeft, StickyNote, UserCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Message } from "@/api/types";
import { ClockTime } from "@/ui/moment";

const icons: Record<string, typeof Archive> = {
  taken: UserCheck,
  transferred: ArrowRightLeft,
  closed: Archive,
  reopened: ArchiveRestore,
};

/** What the team did with a service, and what it wrote for itself. */
export function TeamEntry({ message }: { message: Message }) {
  const { t } = useTranslation();
  const author = message.author?.name ?? t("line.somebody");
  if (message.kind === "note") {
    return (
      <div
        className="my-2 ml-auto w-fit max-w-[min(36rem,85%)] rounded-card border border-warn/40 bg-warn-soft px-3 py-2"
        data-testid="note-entry"
      >
        <div className="flex items-center gap-1.5 font-medium text-warn-text text-xs">
          <StickyNote className="size-3.5" aria-hidden />
          {t("note.by", { author })}
          <ClockTime at={message.at} className="ml-auto pl-3 font-normal" />
        </div>
        <p className="mt-0.5 whitespace-pre-wrap break-words">{message.text}</p>
      </div>
    );
  }
  const Icon = icons[message.kind] ?? UserCheck;
  return (
    <div
      className="my-2.5 flex items-center justify-center gap-2 text-center text-sm text-text-3"
      data-testid="team-entry"
      data-kind={message.kind}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <span>
        {t(`serving.entry.${message.kind}`, { author, text: message.text })}{" "}
        <ClockTime at={message.at} className="text-xs" />
      </span>
    </div>
  );
}
