import { useState } from "react";

const kept = new Map<string, string>();

/** A text that is not sent yet: it is kept while one looks at something else. */
export function useKeptText(key: string): [string, (value: string) => void] {
  const [text, setText] = useState(kept.get(key) ?? "");
  return [
    text,
    (value) => {
      setText(value);
      kept.set(key, value);
    },
  ];
}
