import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { CallAction as Answer } from "@/api/types";
import type { PhoneState } from "@/softphone/state";
import { show, standing } from "@/test/render";
import { CallAction } from "./call-action";

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000 + 90_000).toISOString();

function answer(more: Partial<Answer> = {}): Answer {
  return {
    accountId: "acc",
    contactId: "ana",
    conversationId: "v1",
    authorization: { state: "temporary", until: inDays(6) },
    request: { allowed: true },
    call: { allowed: true },
    estimate: { reason: "no_card" },
    ...more,
  };
}

async function shown(action: Answer, state: Partial<PhoneState> = {}) {
  const { phone, asked } = standing(state);
  await show(
    <CallAction contactId="ana" name="Ana Souza" phone="5511999990001" accountId="acc" place="service" />,
    phone,
    [
      [["get", "/api/call-action", { params: { query: { contactId: "ana", accountId: "acc" } } }], action],
      [["get", "/api/accounts", {}], { items: [{ id: "acc", name: "Aurora Atendimento" }] }],
    ],
  );
  return { asked, user: userEvent.setup(), button: await screen.findByTestId("call-button") };
}

describe("CallAction", () => {
  it("calls when the contact allows it", async () => {
    const { asked, user, button } = await shown(answer());
    await user.click(button);
    expect(asked).toEqual([
      [
        "dial",
        {
          contactId: "ana",
          name: "Ana Souza",
          phone: "5511999990001",
          accountId: "acc",
          accountName: "Aurora Atendimento",
        },
      ],
    ]);
  });

  it.each([
    [{ perMinute: 9500, market: "Brazil", tier: 1, card: "2026-10-01" }, "≈ $0.0095/min"],
    [
      { perMinute: 9500, market: "Brazil", tier: 1, card: "2026-10-01", example: true },
      "≈ $0.0095/min (example)",
    ],
    [{ reason: "unknown_market" as const }, "No price"],
  ])("says beside the button what a minute costs: %o", async (estimate, words) => {
    await shown(answer({ estimate }));
    expect(screen.getByTestId("per-minute").textContent).toBe(words);
  });

  it("says nothing of prices where no rate card is in force", async () => {
    await shown(answer());
    expect(screen.queryByTestId("per-minute")).toBeNull();
  });

  it.each([
    ["none", {}, "Not asked"],
    ["asked", {}, "Asked"],
    ["temporary", { until: inDays(6) }, "6 d 0 h left"],
    ["temporary", { until: "2020-01-01T00:00:00Z" }, "Expired"],
    ["permanent", {}, "Always"],
    ["declined", {}, "Declined"],
    ["revoked", {}, "Revoked"],
    ["expired", {}, "Expired"],
  ] as const)("says that the authorization is %s %j", async (state, more, words) => {
    await shown(answer({ authorization: { state, ...more } }));
    expect(screen.getByTestId("authorization").textContent).toBe(words);
  });

  it("cannot call without authorization, and says why and what helps, on focus, hover and touch", async () => {
    const { asked, user, button } = await shown(
      answer({ authorization: { state: "none" }, call: { allowed: false, reason: "not_asked" } }),
    );
    expect(button.getAttribute("aria-disabled")).toBe("true");
    const described = document.getElementById(button.getAttribute("aria-describedby") ?? "");
    expect(described?.textContent).toContain("The contact was not asked for permission yet.");
    expect(described?.textContent).toContain("Send a call request.");

    const seen = () => screen.getAllByText(/Send a call request\./).length;
    expect(seen()).toBe(1);
    await user.hover(button);
    expect(seen()).toBe(2);
    await user.keyboard("{Escape}");
    await user.pointer({ keys: "[TouchA]", target: button });
    expect(seen()).toBe(2);
    expect(asked).toEqual([]);
  });

  it("is reached by the keyboard although it is disabled", async () => {
    const { user, button } = await shown(answer({ call: { allowed: false, reason: "expired" } }));
    await user.tab();
    await user.tab();
    expect(document.activeElement).toBe(button);
    expect(screen.getAllByText(/The authorization expired\./)).toHaveLength(2);
  });

  it("cannot call while a call goes on", async () => {
    const { asked, user, button } = await shown(answer(), { phase: "live" });
    await user.click(button);
    expect(asked).toEqual([]);
    expect(screen.getAllByText(/You are in a call already\./).length).toBeGreaterThan(0);
  });

  it("names the colleague who is in a call with the contact", async () => {
    await shown(
      answer({
        call: { allowed: false, reason: "contact_busy" },
        live: { callId: "c9", operator: { id: "d", name: "Diego Alves" } },
      }),
    );
    expect(screen.getByText(/Diego Alves is in a call with this contact\./)).toBeTruthy();
  });

  it("shows the server's words for a reason that it does not know", async () => {
    await shown(
      answer({
        call: JSON.parse(
          '{"allowed":false,"reason":"brand_new","message":"Something new.","fix":"Do this."}',
        ),
      }),
    );
    expect(screen.getByText(/Something new\./)).toBeTruthy();
    expect(screen.getByText(/Do this\./)).toBeTruthy();
  });

  it("offers the call request in the options, or says why it cannot be sent", async () => {
    const { user } = await shown(answer({ request: { allowed: false, reason: "window_closed" } }));
    await user.click(screen.getByTestId("options"));
    const item = await screen.findByTestId("send-call-request");
    expect(item.getAttribute("aria-disabled")).toBe("true");
    expect(within(item).getByText(/The 24 h service window is closed\./)).toBeTruthy();
    expect(within(item).getByText(/It opens again when the contact writes\./)).toBeTruthy();
  });
});
