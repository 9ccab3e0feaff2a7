import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Call } from "@/api/types";
import type { PhoneState } from "@/softphone/state";
import { show, standing } from "@/test/render";
import { CallBar } from "./call-bar";

const party = { contactId: "ana", name: "Ana Souza", accountId: "acc", accountName: "Aurora Atendimento" };

function aCall(state: string, more: Partial<Call> = {}): Call {
  return {
    id: "c1",
    direction: "outbound",
    state,
    account: { id: "acc", name: "Aurora Atendimento" },
    contact: { id: "ana", displayName: "Ana Souza" },
    createdAt: new Date().toISOString(),
    version: 1,
    ...more,
  } as Call;
}

async function shown(state: Partial<PhoneState>) {
  const { phone, asked } = standing({ party, ...state });
  await show(<CallBar />, phone);
  return { asked, user: userEvent.setup() };
}

const words = () => screen.getByTestId("call-state").textContent;

describe("CallBar", () => {
  it("is not there without a call", async () => {
    await shown({ phase: "idle" });
    expect(screen.queryByTestId("call-bar")).toBeNull();
  });

  it.each([
    ["Waiting for the microphone", { phase: "microphone" }],
    ["Connecting", { phase: "placing" }],
    ["Connecting", { phase: "live", call: aCall("dialing") }],
    ["Ringing", { phase: "live", call: aCall("alerting") }],
    ["Talking", { phase: "live", call: aCall("active") }],
    ["On hold", { phase: "live", call: aCall("held") }],
    ["Hanging up", { phase: "live", call: aCall("active"), hangingUp: true }],
    ["Ana Souza declined the call", { phase: "ended", call: aCall("ended", { outcome: "declined" }) }],
    ["Ana Souza did not answer", { phase: "ended", call: aCall("ended", { outcome: "unanswered" }) }],
    [
      "You hung up before Ana Souza answered",
      { phase: "ended", call: aCall("ended", { outcome: "cancelled" }) },
    ],
    [
      "Ana Souza is in another call with your team",
      { phase: "ended", call: aCall("ended", { outcome: "busy" }) },
    ],
    [
      "Call ended after 2 min 31 s",
      { phase: "ended", call: aCall("ended", { outcome: "completed", durationSeconds: 151 }) },
    ],
  ] as [string, Partial<PhoneState>][])("says %s", async (want, state) => {
    await shown(state);
    expect(words()).toBe(want);
  });

  it("says a failure in words, and Meta's own under the technical details", async () => {
    const failure = { reason: "payment", code: 131042, title: "Payment issue", traceId: "AXq" };
    await shown({ phase: "ended", call: aCall("ended", { outcome: "failed", failure }) });
    expect(words()).toBe("The call failed");
    expect(screen.getByText(/^Meta wants a valid payment method\. An administrator/)).toBeTruthy();
    const technical = screen.getByText(/131042 Payment issue/);
    expect(technical.closest("details")?.open).toBe(false);
    expect(technical.textContent).toContain("AXq");
  });

  it("says why no call was placed, and tries again", async () => {
    const { asked, user } = await shown({ phase: "ended", trouble: { reason: "mic_refused" } });
    expect(words()).toBe("The call was not placed");
    expect(screen.getByText(/^The browser may not use the microphone\./)).toBeTruthy();
    await user.click(screen.getByTestId("try-again"));
    expect(asked[0]).toEqual(["dial", party]);
  });

  it("counts from the answer", async () => {
    const answeredAt = new Date(Date.now() - 94_400).toISOString();
    await shown({ phase: "live", leg: "up", call: aCall("active", { answeredAt }) });
    expect(screen.getByTestId("call-timer").textContent).toMatch(/^1:3[3-6]$/);
  });

  it("has no timer before the answer", async () => {
    await shown({ phase: "live", call: aCall("alerting") });
    expect(screen.queryByTestId("call-timer")).toBeNull();
  });

  it("mutes and hangs up", async () => {
    const { asked, user } = await shown({ phase: "live", leg: "up", call: aCall("active") });
    expect(screen.getByTestId("mute").getAttribute("aria-pressed")).toBe("false");
    await user.click(screen.getByTestId("mute"));
    await user.click(screen.getByTestId("hangup"));
    expect(asked).toEqual([["mute", true], ["hangUp"]]);
  });

  it("says when the audio is elsewhere, and brings it here", async () => {
    const { asked, user } = await shown({ phase: "live", leg: "elsewhere", call: aCall("active") });
    expect(screen.queryByTestId("mute")).toBeNull();
    await user.click(screen.getByTestId("take-here"));
    expect(asked).toEqual([["takeHere"]]);
  });

  it("announces the state to screen readers", async () => {
    await shown({ phase: "live", call: aCall("alerting") });
    expect(screen.getByRole("status").textContent).toBe("Ringing: Ana Souza");
  });
});
