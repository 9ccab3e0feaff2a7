import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import {
  ana,
  authorization,
  callBar,
  callButton,
  chooseFor,
  dial,
  goTo,
  openService,
  openSettings,
  sendCallRequest,
} from "../support/people";
import { keepPicture, takePicture } from "../support/pictures";
import { type Bare, startBare } from "../support/serve";
import { openStage } from "../support/stage";
import { hear, operatorTone, phoneTone } from "../support/tone";

// An administrator does what the manual's third chapter says, from nothing to a first call: connect the account, enable
// calls, define the operators, grant the permission. Its pictures are those of docs/configuration.md.

let server: Bare;
let admin: Person;
let diego: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  server = await startBare();
  admin = await stage.enter("refused");
  diego = await stage.enter({ hertz: operatorTone });
  await stage.demo.sandbox.user({ wa_id: ana, behaviour: "answer", answer_after_ms: 0, sound: "tone" });
});
afterAll(async () => {
  expect(await server?.stop()).toBe(0);
});

const picture = async (page: Page, name: string) => keepPicture(name, await takePicture(page));

test("the server is set up, and the account is connected with a check that says what does not hold", async () => {
  const { page } = admin;
  await page.goto(server.console);
  await page.getByTestId("setup-code").fill(server.setupCode);
  await page.getByTestId("setup-workspace").fill("Oficina Aurora");
  await page.getByTestId("setup-name").fill("Alice Prado");
  await page.getByTestId("setup-email").fill("alice@aurora.example");
  await page.getByTestId("setup-password").fill("a sentence is better");
  await picture(page, "setup");
  await page.getByTestId("set-up").click();
  await page.getByRole("heading", { level: 1, name: "Account Settings" }).waitFor();

  await page.getByTestId("add-account").click();
  await page.getByTestId("account-name").fill("Aurora Atendimento");
  await page.getByTestId("account-phoneNumberId").fill("700000000000001");
  await page.getByTestId("account-wabaId").fill("880000000000001");
  await page.getByTestId("account-token").fill("sandbox-token");
  await page.getByTestId("account-appSecret").fill("sandbox-secret");
  await page.getByTestId("account-more").click();
  await page.getByTestId("account-graphUrl").fill(stage.demo.sandbox.url);
  await page.getByTestId("save").click();
  await page.locator('[data-testid="check-step"][data-step="app"][data-state="failed"]').waitFor();
  await page.getByText("8 of 8 steps checked").waitFor();
  await picture(page, "account-check");
  await page.getByTestId("repair-app").click();
  await page.locator('[data-testid="check-step"][data-step="webhook"][data-state="ok"]').waitFor();
  await page.getByText("8 of 8 steps checked").waitFor();
  await page.getByTestId("check-done").click();
  await page.locator('[data-testid="account-health"][data-health="healthy"]').waitFor();
  await picture(page, "account-settings");
});

test("a colleague is invited into a department, sees the service, and no call action", async () => {
  const { page } = admin;
  await openSettings(page, "Departments");
  await page.getByTestId("add-department").last().click();
  await page.getByTestId("department-name").fill("Atendimento");
  await page
    .getByTestId("pick-accounts")
    .getByLabel(/Aurora Atendimento/)
    .click();
  await page.getByTestId("save").click();
  await page.getByTestId("department-row").filter({ hasText: "Atendimento" }).waitFor();
  await openSettings(page, "Users");
  await page.getByTestId("invite").click();
  await page.getByTestId("user-name").fill("Diego Alves");
  await page.getByTestId("user-email").fill("diego@aurora.example");
  await page.getByTestId("pick-departments").getByLabel("Atendimento").click();
  await page.getByTestId("save").click();
  const link = new URL(await page.getByTestId("invitation-link").innerText());
  await page.getByTestId("link-done").click();

  await diego.page.goto(server.console + link.pathname + link.hash);
  await diego.page.getByTestId("new-password").fill("a sentence is better");
  await diego.page.getByTestId("join").click();
  await diego.page.getByTestId("own-menu").waitFor();
  await stage.demo.sandbox.write(ana, "Podem me ligar?");
  await openService(diego.page, "Ana");
  await diego.page.getByTestId("compose").waitFor();
  expect(await diego.page.getByTestId("call-button").count()).toBe(0);
  const refused = await diego.page.evaluate(async () => {
    const conversations = await (await fetch("/api/conversations")).json();
    const answer = await fetch("/api/calls", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ contactId: conversations.items[0].contact.id, sdp: "v=0" }),
    });
    return { status: answer.status, reason: (await answer.json()).reason };
  });
  expect(refused).toEqual({ status: 403, reason: "no_permission" });
});

test("calls are enabled for the account, and the department handles them", async () => {
  const { page } = admin;
  await goTo(page, "WhatsApp Calls");
  await page.getByTestId("call-settings").waitFor();
  const on = page.locator('[data-testid="calling-status"][data-enabled="true"]');
  if ((await on.count()) === 0) await page.getByTestId("calling-switch").click();
  await on.waitFor();
  await page.getByTestId("pick-departments").getByLabel("Atendimento").click();
  await page.getByTestId("save-operators").click();
  await page.getByTestId("operator").filter({ hasText: "Diego Alves" }).waitFor();
  await page.getByTestId("call-settings").evaluate((element) => element.parentElement?.scrollTo(0, 0));
  await picture(page, "whatsapp-calls");
  expect(await diego.page.getByTestId("call-button").count()).toBe(0);
});

test("the path is granted and the group linked: the call action appears without a new sign-in", async () => {
  const { page } = admin;
  await openSettings(page, "Permission Group");
  await page.getByTestId("add-group").last().click();
  await page.getByTestId("group-name").fill("Ligações");
  await page.getByTestId("path-sac360.whatsapp_api.calls").click();
  await picture(page, "permission-group");
  await page.getByTestId("save").click();
  await page.getByTestId("group-row").filter({ hasText: "Ligações" }).waitFor();
  await openSettings(page, "Departments");
  await chooseFor(page.getByTestId("department-row").filter({ hasText: "Atendimento" }), "edit");
  await page
    .getByTestId("pick-groups")
    .getByLabel(/Ligações/)
    .click();
  await page.getByTestId("pick-groups").scrollIntoViewIfNeeded();
  await picture(page, "department-groups");
  await page.getByTestId("save").click();
  await diego.page.locator('[data-testid="call-button"][aria-disabled="true"]').waitFor();
});

test("the first call", async () => {
  const { page } = diego;
  await page.getByTestId("options").click();
  await page.getByTestId("send-call-request").waitFor();
  await picture(page, "send-call-request");
  await page.keyboard.press("Escape");
  await sendCallRequest(page);
  await authorization(page, "asked").waitFor();
  await authorization(page, "temporary").waitFor();
  await callButton(page).waitFor();
  await page.getByTestId("options").blur();
  await picture(page, "call-allowed");
  await dial(page);
  await callBar(page, "talking").waitFor();
  await hear(page, phoneTone);
  await page.getByTestId("hangup").click();
  await callBar(page, "ended").waitFor();
  wrong.push(...(await look(page, "first-call-ended")));
  await goTo(admin.page, "Calls");
  await admin.page.getByTestId("call-row").filter({ hasText: "Answered" }).waitFor();
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  expect(troubles(admin)).toEqual([]);
  expect(troubles(diego).filter((error) => !/status of 403/.test(error))).toEqual([]);
});
