import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Account, Restriction } from "@/api/types";
import { sessionKey } from "@/app/session";
import { show, standing } from "@/test/render";
import { RestrictionBanner } from "./banner";
import { inForce } from "./words";

const at = (ms: number) => new Date(Date.now() + ms).toISOString();
const hour = 3_600_000;

const paused: Restriction = {
  kind: "business_calls",
  warning: false,
  reason: "low quality feedback",
  since: at(-hour),
  until: at(50 * hour + 90_000),
};

function account(more: Partial<Account> = {}): Account {
  return {
    id: "acc",
    name: "Aurora",
    phone: "551140028922",
    status: "connected",
    callingEnabled: true,
    operator: true,
    callIconHidden: false,
    callbackPermission: true,
    restrictions: [paused],
    ...more,
  };
}

async function shown(accounts: Account[], admin = false) {
  const me = { user: { id: "paula", name: "Paula", admin, language: "en" } };
  await show(<RestrictionBanner />, standing().phone, [
    [sessionKey, me],
    [["get", "/api/accounts", {}], { items: accounts }],
  ]);
  return screen.queryAllByTestId("restriction").map((one) => one.textContent ?? "");
}

afterEach(() => vi.useRealTimers());

describe("RestrictionBanner", () => {
  it("says what is paused on which account, until when, why, and what still works", async () => {
    const [words, ...more] = await shown([account()]);
    expect(more).toEqual([]);
    expect(words).toMatch(/^Meta has paused calls and call requests of Aurora\. Until .+\. \(2 d 2 h left\)/);
    expect(words).toContain("Messages still work");
    expect(words).toContain("Reason: low quality, by the feedback of customers.");
  });

  it("carries Meta's own words of what would help, and needs no end", async () => {
    const hidden: Restriction = {
      kind: "call_button",
      warning: false,
      reason: "SOMETHING_NEW",
      remediation: "Answer more calls.",
      since: at(-hour),
    };
    const [words] = await shown([account({ restrictions: [hidden] })]);
    expect(words).toMatch(/^Meta has hidden the call button of Aurora\. Customers cannot call/);
    expect(words).toContain("Reason: SOMETHING_NEW. Meta says: Answer more calls.");
    expect(words).not.toContain("left)");
  });

  it("unfolds on a small screen", async () => {
    await shown([account()]);
    const more = screen.getByRole("button", { name: "Why, and what helps" });
    const help = document.getElementById(more.getAttribute("aria-controls") ?? "");
    expect([more.getAttribute("aria-expanded"), help?.classList.contains("hidden")]).toEqual(["false", true]);
    await userEvent.click(more);
    expect([more.getAttribute("aria-expanded"), help?.classList.contains("hidden")]).toEqual(["true", false]);
  });

  it("tells a warning from a pause", async () => {
    const [words] = await shown([account({ restrictions: [{ ...paused, warning: true }] })]);
    expect(words).toMatch(
      /^Meta warns Aurora: customers are unhappy with your calls\. Nothing is paused yet\./,
    );
  });

  it("shows nothing to those who do not call on the account, but all to an administrator", async () => {
    expect(await shown([account({ operator: false })])).toEqual([]);
    document.body.innerHTML = "";
    expect(await shown([account({ operator: false })], true)).toHaveLength(1);
  });

  it("goes by itself at the end", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    expect(await shown([account({ restrictions: [{ ...paused, until: at(20_000) }] })])).toHaveLength(1);
    await act(() => vi.advanceTimersByTimeAsync(31_000));
    expect(screen.queryByTestId("restriction")).toBeNull();
  });
});

describe("inForce", () => {
  it("lists each restriction of each account, those without an end too", () => {
    const two = account({
      id: "b",
      restrictions: [paused, { ...paused, kind: "customer_calls", until: undefined }],
    });
    expect(inForce([account(), two], false, Date.now()).map((one) => one.key)).toEqual([
      "acc business_calls false",
      "b business_calls false",
      "b customer_calls false",
    ]);
    expect(inForce([account(), two], false, Date.now() + 60 * hour)).toHaveLength(1);
  });
});
