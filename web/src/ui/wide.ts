import { useSyncExternalStore } from "react";

const query = "(min-width: 768px)";

function subscribe(changed: () => void) {
  const list = matchMedia(query);
  list.addEventListener("change", changed);
  return () => list.removeEventListener("change", changed);
}

/** Whether the page is as wide as that two columns stand beside each other (Tailwind's md). */
export const useWide = () => useSyncExternalStore(subscribe, () => matchMedia(query).matches);
