import { useState } from "react";
import { useMe } from "@/app/session";

/** A text that is not sent yet: it is kept in this browser, for this person, while one looks at something else or loads the page anew. */
export function useKeptText(key: string): [string, (value: string) => void] {
  const { user } = useMe();
  const place = `ramal.draft.${user.id}.${key}`;
  const [text, setText] = useState(() => localStorage.getItem(place) ?? "");
  return [
    text,
    (value) => {
      setText(value);
      if (value) localStorage.setItem(place, value);
      else localStorage.removeItem(place);
    },
  ];
}
