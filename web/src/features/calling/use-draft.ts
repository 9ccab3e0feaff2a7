/** What is being changed, beside what is saved. */
import { useEffect, useState } from "react";

/**
 * A draft of a value. It follows the saved value while nothing is changed, and stays while something is: `saved` may be read
 * again at any time.
 */
export function useDraft<T>(saved: T, onUnsaved: (is: boolean) => void) {
  const [draft, setDraft] = useState<T>();
  const dirty = draft !== undefined && JSON.stringify(draft) !== JSON.stringify(saved);
  useEffect(() => {
    onUnsaved(dirty);
  }, [dirty, onUnsaved]);
  return { value: draft ?? saved, dirty, set: setDraft, discard: () => setDraft(undefined) };
}
