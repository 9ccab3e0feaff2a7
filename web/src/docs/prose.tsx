import type { ReactNode } from "react";

/** The little Markdown that descriptions use: paragraphs, **bold** and `code`. */
export function Prose({ text, className }: { text: string; className?: string }) {
  return (
    <div className={className}>
      {text.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph} className="mt-2 first:mt-0">
          {inline(paragraph.replace(/\s*\n\s*/g, " "))}
        </p>
      ))}
    </div>
  );
}

function inline(text: string): ReactNode[] {
  let at = 0;
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part) => {
    at += part.length;
    if (part.startsWith("**")) return <strong key={at}>{part.slice(2, -2)}</strong>;
    if (part.startsWith("`")) {
      return (
        <code key={at} className="rounded-tight bg-sunken px-1 font-mono text-sm">
          {part.slice(1, -1)}
        </code>
      );
    }
    return part;
  });
}
