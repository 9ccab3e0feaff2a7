/** The keyboard: one listener for the whole console. */
import { useEffect, useRef } from "react";
import { singleKeys } from "./preferences";

export interface Shortcuts {
  /** "k" with Ctrl or Command, "?" and such, or two keys in a row: "g s". */
  [keys: string]: () => void;
}

/** Whether keys belong to what has the focus. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** The name of a key press: "mod+k", "?", "shift+h", or a plain letter. */
export function nameOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): string {
  if (event.altKey) return "";
  const letter = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) return `mod+${letter}`;
  return event.shiftKey && /^[a-z]$/.test(letter) ? `shift+${letter}` : letter;
}

const sequenceFor = 900;

/** Runs shortcuts while the component is shown. Single keys rest while somebody types, a dialog is open, or they are switched off. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
    let before = "";
    let at = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      const key = nameOf(event);
      const single = !key.startsWith("mod+");
      if (single) {
        if (singleKeys.get() === "off" || isTyping(event.target)) return;
        if (document.querySelector('[role="dialog"][data-state="open"], [role="menu"][data-state="open"]'))
          return;
      }
      const pair = event.timeStamp - at < sequenceFor ? `${before} ${key}` : "";
      const run = current.current[pair] ?? current.current[key];
      before = key;
      at = event.timeStamp;
      if (!run) return;
      event.preventDefault();
      before = "";
      run();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

/** Focuses or presses what carries data-shortcut=name, where it is on the page. */
export function reach(name: string, press = false): void {
  const found = [...document.querySelectorAll<HTMLElement>(`[data-shortcut="${name}"]`)].find(
    (element) => element.offsetParent !== null,
  );
  found?.focus();
  if (press) found?.click();
}
