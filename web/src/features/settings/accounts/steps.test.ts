import { describe, expect, it } from "vitest";
import type { AccountCheck } from "@/api/types";
import { type Health, healthOf, steps } from "./steps";

const found = (step: AccountCheck["step"], state: AccountCheck["state"]): AccountCheck => ({
  step,
  state,
  facts: [],
  repair: false,
  at: "2026-11-26T12:00:00.000Z",
  took: 1,
});
const all = (but: Partial<Record<AccountCheck["step"], AccountCheck["state"]>> = {}) => ({
  checks: steps.map((step) => found(step, but[step] ?? "ok")),
});

describe("healthOf", () => {
  it.each<[string, Parameters<typeof healthOf>[0], Health]>([
    ["nothing was looked at", { checks: [] }, "unchecked"],
    ["some of it was, and it is well", { checks: [found("token", "ok")] }, "partly"],
    ["all of it is well", all(), "healthy"],
    ["a step waits for another", all({ webhook: "skipped" }), "partly"],
    ["something needs a look", all({ limit: "warning" }), "warning"],
    ["something fails, beside a warning", all({ limit: "warning", token: "failed" }), "failed"],
  ])("%s", (_, account, want) => {
    expect(healthOf(account)).toBe(want);
  });
});
