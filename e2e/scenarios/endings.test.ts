import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openBrowser, type Person } from "../support/browser";
import { type Demo, startDemo } from "../support/demo";
import { ana, openConversation, openPhone, sendCallRequest, signIn, write } from "../support/people";
import { hearTone } from "../support/tone";

// How calls and requests end, and that each end is said in words.

let demo: Demo;
let operator: Person;
let phone: Person;

beforeAll(async () => {
  demo = await startDemo();
  [operator, phone] = await Promise.all([openBrowser({ hertz: 440 }), openBrowser({ hertz: 1000, width: 420, height: 860 })]);
  await openPhone(phone.page, demo, ana);
  await write(phone.page, "Bom dia!");
  await signIn(operator.page, demo);
});

afterAll(async () => {
  await Promise.all([operator?.close(), phone?.close()]);
  await demo?.stop();
  await demo?.forget();
});

beforeEach(async () => {
  await operator.page.goto(demo.console);
  await openConversation(operator.page, "Ana Souza");
});

const state = (name: string) => operator.page.locator(`[data-testid="call-state"][data-state="${name}"]`);
const authorization = (name: string) => operator.page.locator(`[data-testid="authorization"][data-state="${name}"]`).first();

async function dial(): Promise<void> {
  await operator.page.locator('[data-testid="call-button"]:not([disabled]):not([aria-disabled="true"])').first().click();
  await operator.page.getByTestId("call-bar").waitFor();
}

async function lastOutcome(): Promise<string | null> {
  await operator.page.getByRole("link", { name: "Calls" }).first().click();
  return operator.page.getByTestId("call-row").first().getAttribute("data-outcome");
}

test("a declined request is shown as declined, and the button says why", async () => {
  await sendCallRequest(operator.page);
  await phone.page.getByTestId("decline-request").last().click();
  await authorization("declined").waitFor();
  const button = operator.page.getByTestId("call-button").first();
  await button.hover({ force: true });
  await operator.page.getByText(/declined/i).last().waitFor();
});

test("the contact changes their mind, and the operator hangs up", async () => {
  await demo.sandbox.permission(ana, "accept", true);
  await authorization("permanent").waitFor();
  await dial();
  await phone.page.getByTestId("answer").click();
  await state("active").waitFor();
  expect((await hearTone(operator.page)).hertz).toBeGreaterThan(980);
  await operator.page.getByTestId("hangup").click();
  await state("ended").waitFor();
  await phone.page.getByTestId("call-state").filter({ hasText: /ended/i }).waitFor();
  expect(await lastOutcome()).toBe("completed");
});

test("the phone hangs up", async () => {
  await dial();
  await phone.page.getByTestId("answer").click();
  await state("active").waitFor();
  expect((await hearTone(phone.page)).hertz).toBeLessThan(460);
  await phone.page.getByTestId("hangup").click();
  await state("ended").waitFor();
  expect(await lastOutcome()).toBe("completed");
});

test("a declined call says so", async () => {
  await dial();
  await phone.page.getByTestId("decline").click();
  await state("ended").waitFor();
  await operator.page.getByTestId("call-bar").filter({ hasText: /declined/i }).waitFor();
  expect(await lastOutcome()).toBe("declined");
});

test("a call that nobody answers says so", async () => {
  await dial();
  await phone.page.getByTestId("answer").waitFor();
  await demo.sandbox.advance(60);
  await state("ended").waitFor();
  await operator.page.getByTestId("call-bar").filter({ hasText: /(not|no) answer/i }).waitFor();
  expect(await lastOutcome()).toBe("unanswered");
});

test("the operator hangs up before anybody answers", async () => {
  await dial();
  await phone.page.getByTestId("answer").waitFor();
  await operator.page.getByTestId("hangup").click();
  await state("ended").waitFor();
  await phone.page.getByTestId("answer").waitFor({ state: "detached" });
  expect(await lastOutcome()).toBe("cancelled");
});
