/** The steps of the check of an account, and what they come to. Pure. */
import type { AccountCheck, AccountSettings } from "@/api/types";

export type Step = AccountCheck["step"];

/** In the order in which they depend on each other. */
export const steps = [
  "token",
  "number",
  "app",
  "webhook",
  "waba",
  "limit",
  "payment",
  "calling",
] as const satisfies readonly Step[];

/** Whether somebody should look at what a step found. What waits for another step is that one's. */
export const needsLook = ({ state }: Pick<AccountCheck, "state">) =>
  state === "failed" || state === "warning";

export type Health = "unchecked" | "partly" | "healthy" | "warning" | "failed";

/** What all that was found comes to. */
export function healthOf({ checks }: Pick<AccountSettings, "checks">): Health {
  if (checks.length === 0) return "unchecked";
  if (checks.some(({ state }) => state === "failed")) return "failed";
  if (checks.some(({ state }) => state === "warning")) return "warning";
  return checks.filter(({ state }) => state === "ok").length === steps.length ? "healthy" : "partly";
}
