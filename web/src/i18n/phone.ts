/** Phone numbers as people of their country write them. What that needs is large, so it is loaded after the page. */
import { useSyncExternalStore } from "react";

type Parse = typeof import("libphonenumber-js/min")["parsePhoneNumberFromString"];

let parse: Parse | null = null;
let loading: Promise<void> | null = null;
const watchers = new Set<() => void>();

/** Loads the formats of all countries. */
export function loadPhones(): Promise<void> {
  loading ??= import("libphonenumber-js/min").then((library) => {
    parse = library.parsePhoneNumberFromString;
    for (const run of watchers) run();
  });
  return loading;
}

/** +55 11 99999-0001 for the digits 5511999990001; plain until the formats are loaded. What is no number stays as it is. */
export function phoneNumber(digits: string | undefined): string {
  if (!digits) return "";
  const text = digits.startsWith("+") ? digits : `+${digits}`;
  if (!parse) return /^\+\d{8,15}$/.test(text) ? text : digits;
  return parse(text)?.formatInternational() ?? digits;
}

/** Formats phone numbers; whoever uses it is drawn again when the formats are loaded. */
export function usePhoneNumbers(): (digits: string | undefined) => string {
  useSyncExternalStore(
    (run) => {
      watchers.add(run);
      void loadPhones();
      return () => watchers.delete(run);
    },
    () => parse !== null,
  );
  return phoneNumber;
}

/** A formatted phone number. */
export const usePhoneNumber = (digits: string | undefined): string => usePhoneNumbers()(digits);

/** The digits of what a person typed, with the country code; "" when it cannot be a number. */
export function phoneDigits(typed: string): string {
  if (/[^\d\s()+.\-/]/.test(typed)) return "";
  const digits = typed.replace(/\D/g, "");
  return digits.length >= 8 && digits.length <= 15 ? digits : "";
}

/** The countries that have phone numbers, by their names in a language, each with its calling code. */
export async function countries(language: string): Promise<{ id: string; name: string; note: string }[]> {
  const { getCountries, getCountryCallingCode } = await import("libphonenumber-js/min");
  const names = new Intl.DisplayNames([language], { type: "region" });
  return getCountries()
    .map((id) => ({ id, name: names.of(id) ?? id, note: `+${getCountryCallingCode(id)}` }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}
