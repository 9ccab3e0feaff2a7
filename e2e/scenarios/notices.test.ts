import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import {
  ana,
  callBar,
  diego,
  goTo,
  openPhone,
  openService,
  sendCallRequest,
  signIn,
  write,
} from "../support/people";
import { openStage } from "../support/stage";
import { operatorTone } from "../support/tone";

// Ring me when accepted: whoever asked is told on whatever page they are, and calls from there.

let operator: Person;
let colleague: Person;
let phone: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  operator = await stage.enter({ hertz: operatorTone });
  colleague = await stage.beside(operator);
  phone = await stage.beside(operator, 420, 860);
  await openPhone(phone.page, stage.demo, ana);
  await write(phone.page, "Bom dia!");
  await signIn(operator.page, stage.demo);
  await signIn(colleague.page, stage.demo, diego);
});

test("a declined request is told on another page, and leads to the service", async () => {
  const { page } = operator;
  await openService(page, "Ana Souza");
  await sendCallRequest(page);
  await phone.page.getByTestId("decline-request").waitFor();
  await goTo(page, "Contacts");
  await phone.page.getByTestId("decline-request").click();
  await page.getByText("Ana Souza declined your call request").waitFor();
  await expect.poll(() => page.title()).toBe("(1) Ramal");
  await page.getByRole("button", { name: "Open the service" }).click();
  await page.getByRole("heading", { name: "Ana Souza" }).waitFor();
});

test("an accepted one brings a button that calls", async () => {
  const { page } = operator;
  await goTo(page, "Calls");
  await phone.page.getByTestId("change-answer").click();
  await phone.page.getByTestId("always-allow").click();
  await page.getByText("Ana Souza allows calls").waitFor();
  wrong.push(...(await look(page, "notice")));
  await page.getByRole("button", { name: "Call now" }).click();
  await phone.page.getByTestId("answer").click();
  await callBar(page, "talking").waitFor();
  await page.getByTestId("hangup").click();
  await callBar(page, "ended").waitFor();
});

test("the bell has both until they are read, and only of whoever asked", async () => {
  const { page } = operator;
  await page.reload();
  await page.getByRole("button", { name: "2 unread notices" }).click();
  await page.locator('[data-testid="notice"][data-kind="call_allowed"]').waitFor();
  await page.locator('[data-testid="notice"][data-kind="call_declined"]').waitFor();
  await expect.poll(() => page.title()).toBe("Ramal");
  wrong.push(...(await look(page, "bell")));
  await page.reload();
  await page.getByRole("button", { name: "Notices" }).waitFor();
  await colleague.page.getByRole("button", { name: "Notices" }).click();
  await colleague.page.getByText(/Nothing new/).waitFor();
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  for (const person of [operator, colleague]) expect(troubles(person)).toEqual([]);
});
