import type { Page } from "playwright-core";
import type { Demo } from "./demo";

export const operator = { email: "paula@aurora.example", password: "ramal-demo", name: "Paula Reis" };
export const ana = "5511999990001";
export const bruno = "5511999990002";

/** Signs the operator in. */
export async function signIn(page: Page, demo: Demo, who = operator): Promise<void> {
  await page.goto(demo.console);
  await page.getByTestId("sign-in-email").fill(who.email);
  await page.getByTestId("sign-in-password").fill(who.password);
  await page.getByTestId("sign-in").click();
  await page.getByTestId("conversation-list").waitFor();
}

/** Opens a user's phone. */
export async function openPhone(page: Page, demo: Demo, user: string): Promise<void> {
  await page.goto(`${demo.sandbox.url}/?raw=1#/${user}`);
  await page.getByTestId("compose").waitFor();
}

/** Writes into the composer of whatever page it is and sends it. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByTestId("compose").fill(text);
  await page.getByTestId("send").click();
}

/** Opens the operator's conversation with a contact. */
export async function openConversation(page: Page, name: string): Promise<void> {
  await page.getByTestId("conversation-row").filter({ hasText: name }).click();
  await page.getByTestId("options").waitFor();
}

/** Sends the call request from the open conversation. */
export async function sendCallRequest(page: Page): Promise<void> {
  await page.getByTestId("options").click();
  await page.getByTestId("send-call-request").click();
}
