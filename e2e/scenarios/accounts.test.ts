import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look as lookAt, troubles } from "../support/looks";
import { signIn } from "../support/people";
import { type Bare, startBare } from "../support/serve";
import { openStage } from "../support/stage";
import { operatorTone } from "../support/tone";

// Account Settings: the health of a number, what can be put right, and connecting one from nothing.

const alice = { email: "admin@aurora.example", name: "Alice Prado" };
const wrong: string[] = [];
let admin: Person;
let bare: Bare | undefined;

const stage = openStage(async () => {
  admin = await stage.enter({ hertz: operatorTone });
  await signIn(admin.page, stage.demo, alice);
});
afterAll(async () => {
  expect(await bare?.stop()).toBe(0);
});

const look = async (page: Page, name: string) => wrong.push(...(await lookAt(page, name)));
const card = (page: Page) => page.getByTestId("account-card");
const step = (page: Page, name: string, state: string) =>
  page.locator(`[data-testid="check-step"][data-step="${name}"][data-state="${state}"]`);

/** Opens the entry of a card's menu. */
async function choose(page: Page, entry: string): Promise<void> {
  await page.getByTestId("account-menu").click();
  await page.getByTestId(entry).click();
}

test("a check says what does not hold, and puts it right", async () => {
  const { page } = admin;
  await page.getByRole("link", { name: "System Settings" }).click();
  await page.getByRole("link", { name: "Account Settings" }).click();
  await card(page).waitFor();
  await page.locator('[data-testid="account-health"][data-health="unchecked"]').waitFor();
  await look(page, "accounts");
  await fetch(`${stage.demo.sandbox.url}/v25.0/880000000000001/subscribed_apps`, {
    method: "DELETE",
    headers: { authorization: "Bearer sandbox-token" },
  });
  await page.getByTestId("check-account").click();
  await step(page, "waba", "failed").waitFor();
  await step(page, "calling", "ok").waitFor();
  await look(page, "accounts-check");
  await page.getByTestId("repair-waba").click();
  await step(page, "waba", "ok").waitFor();
  await step(page, "webhook", "ok").waitFor();
  await page.getByText("8 of 8 steps checked").waitFor();
  await page.getByTestId("check-done").click();
  await page.locator('[data-testid="account-health"][data-health="healthy"]').waitFor();
});

test("a new name shows at once; a token that Meta refuses does not get in", async () => {
  const { page } = admin;
  await choose(page, "change-account");
  await page.getByTestId("account-name").fill("Aurora Vendas");
  await page.getByTestId("account-graphUrl").fill("https://graph.example.com");
  await page.getByText("give the access token and the app secret again").waitFor();
  await look(page, "accounts-change");
  await page.getByTestId("account-graphUrl").fill(stage.demo.sandbox.url);
  await page.getByTestId("save").click();
  await card(page).getByRole("heading", { name: "Aurora Vendas" }).waitFor();
  await choose(page, "replace-secrets");
  await page.getByTestId("account-token").fill("EAA-expired");
  await page.getByTestId("save").click();
  await page.getByText("Meta does not accept this access token").waitFor();
  await look(page, "accounts-replace");
  await page.getByTestId("account-token").fill("sandbox-token");
  await page.getByTestId("save").click();
  await page.getByText("8 of 8 steps checked").waitFor();
  await page.getByTestId("check-done").click();
});

test("disconnecting asks first, and is taken back by one entry", async () => {
  const { page } = admin;
  await choose(page, "disconnect-account");
  await page.getByTestId("confirm").waitFor();
  await look(page, "accounts-disconnect");
  await page.getByTestId("confirm").click();
  await page.locator('[data-testid="account-card"][data-status="disconnected"]').waitFor();
  await stage.demo.sandbox.account({ quality: "low" });
  await page.getByTestId("check-account").click();
  await step(page, "number", "warning").waitFor();
  await page.getByText("8 of 8 steps checked").waitFor();
  await page.getByTestId("check-done").click();
  await look(page, "accounts-failing");
  await choose(page, "reconnect-account");
  await page.locator('[data-testid="account-card"][data-status="connected"]').waitFor();
  await stage.demo.sandbox.account({ quality: "normal" });
});

test("a number is connected from nothing, by the keyboard alone", async () => {
  const { page } = admin;
  bare = await startBare("bia@aurora.example", "ramal-demo");
  await signIn(
    page,
    { ...stage.demo, console: bare.console },
    { email: "bia@aurora.example", name: "Beatriz" },
  );
  await page.goto(`${bare.console}/settings/accounts`);
  await page.getByTestId("add-account").waitFor();
  await look(page, "accounts-empty");
  await page.getByTestId("add-account").focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("add-account-form").waitFor();
  await page.keyboard.type("Aurora");
  await page.keyboard.press("Enter");
  await page.getByText("Fill this in.").first().waitFor();
  await look(page, "accounts-add");
  const values = ["+55 11 4002-8922", "880000000000001", "sandbox-token", "sandbox-secret"];
  for (const value of values) {
    await page.keyboard.press("Tab");
    await page.keyboard.type(value);
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter"); // unfolds what is rarely changed
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(stage.demo.sandbox.url);
  await page.keyboard.press("Enter");
  await page.getByText("a number of Meta's").waitFor();
  await page.getByTestId("account-phoneNumberId").fill("700000000000001");
  await page.getByTestId("account-phoneNumberId").press("Enter");
  await step(page, "app", "failed").waitFor(); // the demo's server has the app's webhooks
  await page.getByText("8 of 8 steps checked").waitFor();
  await look(page, "accounts-added");
  await page.getByTestId("repair-app").click();
  await step(page, "webhook", "ok").waitFor();
  await page.getByText("8 of 8 steps checked").waitFor();
  await look(page, "accounts-well");
  await page.getByTestId("check-done").click();
  await page.locator('[data-testid="account-health"][data-health="healthy"]').waitFor();
});

test("nothing was wrong on the way", () => {
  expect(wrong).toEqual([]);
  // A refused token is a 400, and the browser notes each of those.
  expect(troubles(admin).filter((text) => !/status of 400/.test(text))).toEqual([]);
});
