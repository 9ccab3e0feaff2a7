/** The console's language. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Catalogue } from "./en";

export const languages = [
  { code: "en", name: "English" },
  { code: "pt-BR", name: "Português (Brasil)" },
  { code: "es", name: "Español" },
] as const;

export type Language = (typeof languages)[number]["code"];

const load: Record<Language, () => Promise<Catalogue>> = {
  en: () => import("./en").then((m) => m.en),
  "pt-BR": () => import("./pt-BR").then((m) => m.ptBR),
  es: () => import("./es").then((m) => m.es),
};

const key = "ramal.language";

/** The nearest language that we have: "pt" and "pt-PT" are pt-BR, anything unknown is English. */
export function nearest(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0];
    const found = languages.find((l) => l.code.toLowerCase().split("-")[0] === base);
    if (found) return found.code;
  }
  return "en";
}

/** Loads a language's catalogue and shows the console in it. */
export async function speak(language: string): Promise<void> {
  const code = nearest([language]);
  if (!i18next.hasResourceBundle(code, "translation")) {
    i18next.addResourceBundle(code, "translation", await load[code]());
  }
  await i18next.changeLanguage(code);
  document.documentElement.lang = code;
  localStorage.setItem(key, code);
}

/** Prepares the languages; resolves when the first one can be shown. */
export async function startLanguages(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    returnNull: false,
  });
  const kept = localStorage.getItem(key);
  await speak(nearest(kept ? [kept] : navigator.languages));
}
