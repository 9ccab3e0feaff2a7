import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { client } from "@/api/client";
import { ApiError } from "@/api/problem";
import type { AccountCheck, AccountSettings } from "@/api/types";
import { sessionKey } from "@/app/session";
import { show, standing } from "@/test/render";
import { CheckDialog } from "./check-dialog";
import { AccountsPage } from "./page";
import { type Step, steps } from "./steps";

const account: AccountSettings = {
  id: "acc",
  name: "Aurora",
  phone: "551140028922",
  phoneNumberId: "700000000000001",
  wabaId: "880000000000001",
  appId: "",
  graphUrl: "https://graph.facebook.com",
  graphVersion: "v25.0",
  webhook: "https://calls.example.com/webhooks/acc",
  hasToken: true,
  hasAppSecret: true,
  hasVerifyToken: false,
  status: "connected",
  callingEnabled: true,
  restrictions: [],
  checks: [],
  version: 7,
};

const found = (step: Step, more: Partial<AccountCheck> = {}): AccountCheck => ({
  step,
  state: "ok",
  facts: [],
  repair: false,
  at: new Date().toISOString(),
  took: 12,
  ...more,
});

/** Answers each step when it is let go, so that the order can be seen. */
function server(answers: Partial<Record<Step, Partial<AccountCheck> | ApiError>> = {}) {
  const asked: { step: Step; repair: boolean }[] = [];
  let letGo = () => {};
  vi.spyOn(client, "POST").mockImplementation((async (
    _path: string,
    init: { body: { step: Step; repair: boolean } },
  ) => {
    asked.push(init.body);
    await new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const answer = init.body.repair ? {} : answers[init.body.step];
    if (answer instanceof ApiError) throw answer;
    return { data: found(init.body.step, answer) };
  }) as never);
  /** Lets the answer of the step on its way arrive. */
  const answer = () => act(async () => letGo());
  const all = async (n: number = steps.length) => {
    for (let i = 0; i < n; i++) await answer();
  };
  return { asked, answer, all };
}

const state = (step: Step) =>
  screen.getAllByTestId("check-step").find((row) => row.dataset.step === step)?.dataset.state;

afterEach(() => vi.restoreAllMocks());

describe("CheckDialog", () => {
  it("asks for one step after the other, and shows each as it comes", async () => {
    const { asked, answer, all } = server();
    await show(<CheckDialog account={account} onClose={() => {}} />, standing().phone);
    expect([state("token"), state("number"), asked.length]).toEqual(["running", "waiting", 1]);
    expect(screen.getByRole("status").textContent).toBe("0 of 8 steps checked");
    await answer();
    expect([state("token"), state("number"), asked.length]).toEqual(["ok", "running", 2]);
    await all(7);
    expect(asked.map(({ step }) => step)).toEqual([...steps]);
    expect(screen.getByRole("status").textContent).toBe("8 of 8 steps checked");
    expect(screen.getByTestId("check-again").textContent).toBe("Check again");
  });

  it("says what is wrong, the fix and Meta's words, and puts right what can be", async () => {
    const { asked, all } = server({
      app: { state: "failed", reason: "not_subscribed", repair: true },
      webhook: { state: "skipped", reason: "app" },
      payment: { state: "failed", reason: "blocked", technical: "(#141000) No." },
      calling: { state: "failed", reason: "something_new", technical: "(#1) Hm." },
    });
    await show(<CheckDialog account={account} onClose={() => {}} />, standing().phone);
    await all();
    const row = (step: Step) =>
      within(screen.getAllByTestId("check-step")[steps.indexOf(step)] as HTMLElement);
    row("app").getByText(/cannot be enabled \(138018\)/);
    row("webhook").getByText(/First the app has to be subscribed/);
    row("payment").getByText("Meta says: (#141000) No.");
    row("calling").getByText("Meta refused this.");
    asked.length = 0;
    await userEvent.click(screen.getByTestId("repair-app"));
    await all(6);
    expect(asked).toEqual(steps.slice(2).map((step) => ({ step, repair: step === "app" })));
    expect(state("app")).toBe("ok");
    expect(state("token")).toBe("ok"); // from before: nothing of it has changed
  });

  it("counts our own server's silence as a failed step and goes on", async () => {
    const { all } = server({ token: new ApiError({ code: "offline" }, 0) });
    await show(<CheckDialog account={account} onClose={() => {}} />, standing().phone);
    await all();
    expect([state("token"), state("calling")]).toEqual(["failed", "ok"]);
    screen.getByText("This server did not answer.");
  });

  it("shows the verify token only where it was just made", async () => {
    server();
    const { unmount } = await show(<CheckDialog account={account} onClose={() => {}} />, standing().phone);
    expect(screen.queryByText("Verify token")).toBeNull();
    unmount();
    await show(<CheckDialog account={account} verifyToken="fresh" onClose={() => {}} />, standing().phone);
    screen.getByText("fresh");
    screen.getByText(account.webhook);
  });
});

describe("AccountsPage", () => {
  const page = (admin: boolean, items: AccountSettings[]) =>
    show(<AccountsPage />, standing().phone, [
      [sessionKey, { user: { id: "alice", name: "Alice", admin, language: "en" } }],
      [["get", "/api/settings/accounts", {}], { items }],
    ]);

  it("teaches the next step where there is no number", async () => {
    await page(true, []);
    screen.getByText("No number is connected yet");
    expect(screen.getAllByTestId("add-account")).toHaveLength(1);
  });

  it("is there to look at for who may not change it", async () => {
    await page(false, [{ ...account, checks: [found("limit", { state: "failed", reason: "limit_low" })] }]);
    screen.getByText(/Only an administrator can change it/);
    screen.getByText(/messaging limit of 2,000/);
    screen.getByText(/Verify token: missing/);
    for (const id of ["add-account", "check-account", "account-menu"])
      expect(screen.queryByTestId(id)).toBeNull();
    expect(screen.getByTestId("account-health").dataset.health).toBe("failed");
    const link = screen.getByRole("link", { name: "WhatsApp Calls" });
    expect(link.getAttribute("href")).toBe("/whatsapp-calls?account=acc");
  });

  it("keeps a number connected while its calls go on, and says so", async () => {
    const words = "2 calls of this account are going on, and go on.";
    vi.spyOn(client, "POST").mockRejectedValue(
      new ApiError({ code: "conflict", reason: "live_calls", detail: words }, 409),
    );
    await page(true, [account]);
    await userEvent.click(screen.getByTestId("account-menu"));
    await userEvent.click(screen.getByTestId("disconnect-account"));
    await userEvent.click(screen.getByTestId("confirm"));
    await waitFor(() => expect(screen.getByRole("alert").textContent).toBe(words));
  });

  it("asks for the secrets again when requests are to go elsewhere", async () => {
    const patch = vi.spyOn(client, "PATCH").mockResolvedValue({ data: account } as never);
    await page(true, [account]);
    await userEvent.click(screen.getByTestId("account-menu"));
    await userEvent.click(screen.getByTestId("change-account"));
    expect(screen.queryByTestId("account-token")).toBeNull();
    const address = screen.getByTestId("account-graphUrl");
    await userEvent.clear(address);
    await userEvent.type(address, "https://graph.example.com");
    await userEvent.click(screen.getByTestId("save"));
    expect(patch).not.toHaveBeenCalled();
    await userEvent.type(screen.getByTestId("account-token"), "t");
    await userEvent.type(screen.getByTestId("account-appSecret"), "s");
    await userEvent.click(screen.getByTestId("save"));
    expect(patch.mock.calls[0]?.[1]).toMatchObject({
      body: { name: "Aurora", graphUrl: "https://graph.example.com", token: "t", appSecret: "s", version: 7 },
    });
  });

  it("says a refusal at its field, with Meta's words", async () => {
    vi.spyOn(client, "PATCH").mockRejectedValue(
      new ApiError(
        { code: "invalid", reason: "token_refused", field: "token", technical: "(#190) Expired" },
        400,
      ),
    );
    await page(true, [account]);
    await userEvent.click(screen.getByTestId("account-menu"));
    await userEvent.click(screen.getByTestId("replace-secrets"));
    await userEvent.click(screen.getByTestId("save"));
    screen.getByText("Fill in what you want to replace.");
    await userEvent.type(screen.getByTestId("account-token"), "old");
    await userEvent.click(screen.getByTestId("save"));
    await screen.findByText(/Meta does not accept this access token.* Meta says: \(#190\) Expired/);
    expect(screen.getByTestId("account-token").getAttribute("aria-invalid")).toBe("true");
  });
});
