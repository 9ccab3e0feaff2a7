import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, type Person } from "../support/browser";
import { type Demo, startDemo } from "../support/demo";
import { ana, openConversation, signIn } from "../support/people";

// What time and the browser take away: an expired permission, a closed window, a refused microphone.

let demo: Demo;
const open: Person[] = [];

beforeAll(async () => {
  demo = await startDemo();
  await demo.sandbox.write(ana, "Alguém pode me ligar?");
  await demo.sandbox.permission(ana, "accept");
});

afterAll(async () => {
  await Promise.all(open.map((person) => person.close()));
  await demo?.stop();
  await demo?.forget();
});

async function desk(hertz?: number): Promise<Person> {
  const person = await openBrowser({ hertz });
  open.push(person);
  await signIn(person.page, demo);
  await openConversation(person.page, "Ana Souza");
  return person;
}

test("a refused microphone is said before anybody is dialled", async () => {
  const { page } = await desk();
  await page.locator('[data-testid="authorization"][data-state="temporary"]').first().waitFor();
  await page.locator('[data-testid="call-button"]:not([disabled])').first().click();
  await page.getByText(/microphone/i).first().waitFor();
  expect(await demo.sandbox.calls()).toEqual([]);
});

test("after 24 hours the window is closed, and the composer says so", async () => {
  const { page } = await desk(440);
  await page.getByTestId("compose").waitFor();
  await demo.sandbox.advance(24 * 3600 + 1);
  await page.reload();
  await page.getByTestId("window-closed").waitFor();
  await page.getByTestId("options").click();
  const request = page.getByTestId("send-call-request");
  expect(await request.getAttribute("aria-disabled")).toBe("true");
});

test("after seven days the permission has expired, and the call button says so", async () => {
  const { page } = await desk(440);
  await page.locator('[data-testid="authorization"][data-state="temporary"]').first().waitFor();
  await demo.sandbox.advance(7 * 24 * 3600);
  await page.reload();
  await page.locator('[data-testid="authorization"][data-state="expired"]').first().waitFor();
  const button = page.getByTestId("call-button").first();
  expect((await button.isDisabled()) || (await button.getAttribute("aria-disabled")) === "true").toBe(true);
});
