/** Amounts of a funnel: whole numbers in the smallest unit of its currency. Pure. */

/** How many decimals a currency has: 2 for BRL, 0 for JPY. */
export function decimals(currency: string): number {
  try {
    return (
      new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ??
      2
    );
  } catch {
    return 2;
  }
}

/** R$ 1.250,00 */
export function amountWords(value: number, currency: string, language: string): string {
  const amount = value / 10 ** decimals(currency);
  try {
    return new Intl.NumberFormat(language, { style: "currency", currency }).format(amount);
  } catch {
    return `${amount} ${currency}`;
  }
}

/** 1250,00: an amount as somebody types it. */
export function amountTyped(value: number, currency: string, language: string): string {
  const digits = decimals(currency);
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  }).format(value / 10 ** digits);
}

/** The amount that somebody typed; undefined where it is none. A sign with two digits behind it is the decimal one. */
export function amountOf(text: string, currency: string): number | undefined {
  const plain = text.replace(/[^\d.,-]/g, "");
  if (plain === "" && text.trim() === "") return 0;
  const match = /^(\d[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!match) return undefined;
  const whole = (match[1] ?? "").replace(/[.,]/g, "");
  const digits = decimals(currency);
  const part = (match[2] ?? "").padEnd(digits, "0").slice(0, digits);
  const amount = Number(whole + part);
  return Number.isSafeInteger(amount) ? amount : undefined;
}
