/** Light, dark, or as the system: kept in this browser. public/theme.js applies it before the first paint. */
import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";

const key = "ramal.theme";
const watchers = new Set<() => void>();
const system = () => window.matchMedia("(prefers-color-scheme: dark)");

function kept(): Theme {
  const value = localStorage.getItem(key);
  return value === "light" || value === "dark" ? value : "system";
}

function apply(): void {
  const theme = kept();
  const dark = theme === "dark" || (theme === "system" && system().matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

export function setTheme(theme: Theme): void {
  localStorage.setItem(key, theme);
  apply();
  for (const run of watchers) run();
}

/** Follows the system while the choice is `system`. */
export function startTheme(): void {
  apply();
  system().addEventListener("change", apply);
}

export const useTheme = (): Theme =>
  useSyncExternalStore((run) => {
    watchers.add(run);
    return () => watchers.delete(run);
  }, kept);
