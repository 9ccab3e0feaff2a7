/** Light, dark, or as the system: kept in this browser. public/theme.js applies it before the first paint. */
import { kept } from "./kept";

export type Theme = "light" | "dark" | "system";

const choice = kept<Theme>("theme", ["light", "dark", "system"], "system");
const system = () => window.matchMedia("(prefers-color-scheme: dark)");

function apply(): void {
  const theme = choice.get();
  const dark = theme === "dark" || (theme === "system" && system().matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

export function setTheme(theme: Theme): void {
  choice.set(theme);
  apply();
}

/** Follows the system while the choice is `system`. */
export function startTheme(): void {
  apply();
  system().addEventListener("change", apply);
}

export const useTheme = choice.use;
