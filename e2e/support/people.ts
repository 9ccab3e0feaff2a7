import type { Locator, Page } from "playwright-core";
import type { Demo } from "./demo";

export const paula = { email: "paula@aurora.example", name: "Paula Reis" };
export const diego = { email: "diego@aurora.example", name: "Diego Alves" };
export const alice = { email: "admin@aurora.example", name: "Alice Prado" };
const password = "ramal-demo";

/** The sandbox's people, by their numbers. */
export const ana = "5511999990001";
export const carla = "5511999990003";

/** Signs somebody in. */
export async function signIn(page: Page, demo: Demo, who = paula): Promise<void> {
  await page.goto(demo.console);
  await page.getByTestId("sign-in-email").fill(who.email);
  await page.getByTestId("sign-in-password").fill(password);
  await page.getByTestId("sign-in").click();
  await page.getByTestId("own-menu").waitFor();
}

/** Chooses a language in one's own menu. */
export async function speak(page: Page, language: string): Promise<void> {
  await page.getByTestId("own-menu").click();
  await page.getByRole("menuitemradio", { name: language }).click();
  await page.keyboard.press("Escape");
}

/** Opens a user's phone, alone on its page. */
export async function openPhone(page: Page, demo: Demo, user: string): Promise<void> {
  await page.goto(`${demo.sandbox.url}/phone/${user}?raw=1`);
  await page.locator('[data-testid="phone"][data-loaded="true"]').waitFor();
}

/** Writes into the composer of whatever page it is and sends it. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByTestId("compose").fill(text);
  await page.getByTestId("send").click();
}

/** Opens the operator's service with a contact. */
export async function openService(page: Page, name: string): Promise<void> {
  await goTo(page, "SAC 360º");
  await page.getByTestId("conversation-row").filter({ hasText: name }).click();
  await page.getByRole("heading", { name }).waitFor();
}

/** Goes to a page of the console by its navigation, as a person does: nothing is loaded anew. */
export async function goTo(
  page: Page,
  name: "SAC 360º" | "CRM" | "Contacts" | "Calls" | "WhatsApp Calls" | "System Settings",
): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Sends the call request from the open service. */
export async function sendCallRequest(page: Page): Promise<void> {
  await page.getByTestId("options").click();
  await page.getByTestId("send-call-request").click();
}

/** The console's call bar in a stage of a call. */
export const callBar = (page: Page, stage: "ringing" | "talking" | "ended"): Locator =>
  page.locator(`[data-testid="call-bar"][data-stage="${stage}"]`);

/** The chip that says whether the contact on show may be called. */
export const authorization = (page: Page, state: string): Locator =>
  page.locator(`[data-testid="authorization"][data-state-name="${state}"]`);

/** The call button while it can be pressed. */
export const callButton = (page: Page): Locator =>
  page.locator('[data-testid="call-button"]:not([aria-disabled="true"])');

/** Hovers over the call button that cannot be pressed and waits for the reason that it shows. */
export async function callButtonSays(page: Page, reason: RegExp): Promise<void> {
  const button = page.locator('[data-testid="call-button"][aria-disabled="true"]');
  await button.waitFor();
  await page.mouse.move(0, 0);
  await button.hover();
  await page.locator("[data-radix-popper-content-wrapper]").filter({ hasText: reason }).waitFor();
}

/** Calls the contact on show. */
export async function dial(page: Page): Promise<void> {
  await callButton(page).click();
  await page.getByTestId("call-bar").waitFor();
}

/** The newest call of the history once it shows a result. */
export async function lastCall(page: Page, result: RegExp): Promise<Locator> {
  await goTo(page, "Calls");
  const row = page.getByTestId("call-row").first();
  await row.filter({ hasText: result }).waitFor();
  return row;
}

/** The kinds of the lines of the timeline on show, in their order. */
export async function timeline(page: Page): Promise<(string | null)[]> {
  const lines = page.getByTestId("timeline-line");
  await lines.first().waitFor();
  return lines.evaluateAll((all) => all.map((line) => line.getAttribute("data-kind")));
}

/** Opens one of the pages of System Settings. */
export async function openSettings(page: Page, name: string): Promise<void> {
  await goTo(page, "System Settings");
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name, exact: true }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Chooses something from the menu of a row. */
export async function chooseFor(row: Locator, action: string): Promise<void> {
  await row.getByTestId("row-menu").click();
  await row.page().getByTestId(action).click();
}
