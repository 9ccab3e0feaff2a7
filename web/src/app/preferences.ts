/** Whether shortcuts of a single key are on: kept in this browser. */
import { useSyncExternalStore } from "react";

const key = "ramal.singleKeys";
const watchers = new Set<() => void>();

export const singleKeys = () => localStorage.getItem(key) !== "off";

export function setSingleKeys(on: boolean): void {
  localStorage.setItem(key, on ? "on" : "off");
  for (const run of watchers) run();
}

export const useSingleKeys = () =>
  useSyncExternalStore((run) => {
    watchers.add(run);
    return () => watchers.delete(run);
  }, singleKeys);
