/** What Meta has restricted, in words. Pure. */
import type { TFunction } from "i18next";
import type { Account, Restriction } from "@/api/types";
import { dayAndTime } from "@/i18n/format";

export interface InForce {
  key: string;
  account: Account;
  restriction: Restriction;
}

/** The restrictions in force at a time, of the accounts that concern a person: those they operate; an administrator, all. */
export function inForce(accounts: readonly Account[], admin: boolean, now: number): InForce[] {
  return accounts
    .filter((account) => account.operator || admin)
    .flatMap((account) =>
      (account.restrictions ?? [])
        .filter(({ until }) => !until || Date.parse(until) > now)
        .map((restriction) => ({
          key: `${account.id} ${restriction.kind} ${restriction.warning}`,
          account,
          restriction,
        })),
    );
}

/** The first sentence: what is restricted on which account, until when. */
export function titleOf({ account, restriction }: InForce, t: TFunction, language: string): string {
  const { kind, warning, until } = restriction;
  const known = ["business_calls", "customer_calls", "call_button"].includes(kind) ? kind : "other";
  const what = t(warning ? `restriction.warning_${known}` : `restriction.${known}`, {
    account: account.name,
  });
  if (warning || !until) return what;
  return `${what} ${t("restriction.until", { when: dayAndTime(new Date(until), language) })}`;
}

/** Meta's own word for why, in ours where we know it. */
export function reasonOf(reason: string, exists: (key: string) => boolean, t: TFunction): string {
  const key = `restriction.reason_${reason.toLowerCase().replaceAll(/[^a-z]+/g, "_")}`;
  return exists(key) ? t(key) : reason;
}
