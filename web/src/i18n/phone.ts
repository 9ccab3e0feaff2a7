/** Phone numbers as people of their country write them. */
import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/** +55 11 99999-0001 for the digits 5511999990001. What is no number is returned as it is. */
export function phoneNumber(digits: string | undefined): string {
  if (!digits) return "";
  const text = digits.startsWith("+") ? digits : `+${digits}`;
  return parsePhoneNumberFromString(text)?.formatInternational() ?? digits;
}

/** The digits of what a person typed, with the country code; "" when it cannot be a number. */
export function phoneDigits(typed: string): string {
  if (/[^\d\s()+.\-/]/.test(typed)) return "";
  const digits = typed.replace(/\D/g, "");
  return digits.length >= 8 && digits.length <= 15 ? digits : "";
}
