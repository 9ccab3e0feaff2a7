/** A choice that is kept in this browser, and followed wherever it counts. */
import { useSyncExternalStore } from "react";

export interface Kept<T extends string> {
  get: () => T;
  set: (value: T) => void;
  /** The choice, in a component. */
  use: () => T;
}

/** One of `options`; `fallback` until somebody has chosen, or where what is kept is none of them. */
export function kept<T extends string>(name: string, options: readonly T[], fallback: T): Kept<T> {
  const key = `ramal.${name}`;
  const watchers = new Set<() => void>();
  const get = () => options.find((option) => option === localStorage.getItem(key)) ?? fallback;
  const watch = (run: () => void) => {
    watchers.add(run);
    return () => watchers.delete(run);
  };
  return {
    get,
    set: (value) => {
      localStorage.setItem(key, value);
      for (const run of watchers) run();
    },
    use: () => useSyncExternalStore(watch, get),
  };
}
