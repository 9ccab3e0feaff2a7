import { useTranslation } from "react-i18next";
import type { Line } from "@/api/types";
import { metaWords } from "@/features/call-action/words";
import { clockMs, exact } from "@/i18n/format";
import { cn } from "@/ui/cn";
import { Technical } from "@/ui/technical";
import { lineFacts, lineWords } from "./words";

/** Every event of a call, ours and Meta's, with its time to the millisecond. */
export function Timeline({ lines }: { lines: readonly Line[] }) {
  return (
    <ol className="rounded-card border border-line bg-surface py-1.5">
      {lines.map((line, i) => (
        <TimelineLine key={line.seq} line={line} last={i === lines.length - 1} />
      ))}
    </ol>
  );
}

function TimelineLine({ line, last }: { line: Line; last: boolean }) {
  const { t, i18n } = useTranslation();
  const meta = line.source === "meta";
  const at = new Date(line.at);
  const facts = lineFacts(line, i18n);
  const failure = line.failure;
  const words = failure ? [metaWords(failure, t), failure.reason].filter(Boolean).join("\n") : "";
  return (
    <li
      data-testid="timeline-line"
      data-kind={line.kind}
      data-source={line.source}
      data-ignored={line.ignored ? "true" : undefined}
      className={cn("relative flex gap-3 px-4 py-1.5", line.ignored && "text-text-3")}
    >
      <time
        dateTime={line.at}
        title={exact(at, i18n.language)}
        className="w-[5.75rem] shrink-0 text-sm text-text-3 leading-5 tabular-nums"
      >
        {clockMs(at, i18n.language)}
      </time>
      <span className="relative flex w-3 shrink-0 justify-center" aria-hidden>
        {last ? null : <span className="absolute top-3 -bottom-4 w-px bg-line" />}
        <span
          className={cn(
            "relative mt-[5px] size-2.5 rounded-full border-2",
            meta ? "border-info bg-surface" : "border-accent bg-accent",
            line.ignored && "border-line-strong bg-surface",
            failure && "border-bad bg-bad",
          )}
        />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className={cn(line.ignored ? "" : "font-medium")}>{lineWords(line, i18n)}</span>
          {facts.length > 0 ? <span className="text-sm text-text-3">{facts.join(" · ")}</span> : null}
        </div>
        <Technical text={words} />
      </div>
      <span
        className={cn(
          "mt-px h-5 shrink-0 rounded-full px-2 text-xs leading-5",
          meta ? "bg-info-soft text-info-text" : "bg-accent-soft text-accent-text",
          line.ignored && "bg-sunken text-text-3",
        )}
      >
        {t(meta ? "calls.meta" : "calls.ours")}
      </span>
    </li>
  );
}
