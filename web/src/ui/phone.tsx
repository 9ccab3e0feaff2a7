import { usePhoneNumber } from "@/i18n/phone";

/** A phone number in its country's form. */
export function Phone({ digits }: { digits: string | undefined }) {
  return <>{usePhoneNumber(digits)}</>;
}
