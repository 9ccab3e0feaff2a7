import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import {
  alice,
  ana,
  callBar,
  callButton,
  callButtonSays,
  dial,
  goTo,
  openService,
  signIn,
} from "../support/people";
import { openStage } from "../support/stage";
import { hear, operatorTone, phoneTone } from "../support/tone";

// WhatsApp Calls: an administrator switches calling on, says who handles calls and when, with nothing but the keyboard.

let admin: Person;
let operator: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  const { sandbox } = stage.demo;
  await sandbox.user({ wa_id: ana, behaviour: "answer", answer_after_ms: 0, sound: "tone" });
  await sandbox.write(ana, "Podem me ligar?");
  await sandbox.permission(ana, "accept");
  operator = await stage.enter({ hertz: operatorTone });
  admin = await stage.enter("refused");
  await signIn(operator.page, stage.demo);
  await signIn(admin.page, stage.demo, alice);
});

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let i = 0; i < 150; i++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${wanted}`);
}

const enabled = (is: boolean) =>
  admin.page.locator(`[data-testid="calling-status"][data-enabled="${is}"]`).waitFor();

test("everything on the page is done by keyboard alone", async () => {
  const { page } = admin;
  await page.locator("body").press("g");
  await page.keyboard.press("w");
  await page.getByRole("heading", { level: 1, name: "WhatsApp Calls" }).waitFor();
  await page.getByTestId("call-settings").waitFor();
  wrong.push(...(await look(page, "calling")));

  await tabTo(page, page.getByRole("combobox", { name: "Account" }));
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: /Aurora Atendimento/ }).waitFor();
  await page.keyboard.press("Enter");

  await tabTo(page, page.getByTestId("calling-switch"));
  await page.keyboard.press("Space");
  await enabled(false);
  await tabTo(page, page.getByTestId("calling-switch"));
  await page.keyboard.press("Space");
  await enabled(true);

  await tabTo(page, page.getByTestId("pick-users").getByLabel("Alice Prado"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await tabTo(page, page.getByTestId("save-operators"));
  await page.keyboard.press("Enter");
  await page.getByTestId("operator").filter({ hasText: "chosen by name · by Atendimento" }).waitFor();

  await tabTo(page, page.getByTestId("hours-switch"));
  await page.keyboard.press("Space");
  const opens = page.getByLabel("Monday: opens");
  await tabTo(page, opens);
  await page.keyboard.type("0830AM");
  expect(await opens.inputValue()).toBe("08:30");
  await tabTo(page, page.getByRole("button", { name: "Add hours: Saturday" }));
  await page.keyboard.press("Enter");
  wrong.push(...(await look(page, "calling-hours")));
  await tabTo(page, page.getByTestId("save-hours"));
  await page.keyboard.press("Enter");
  await page.locator('[data-testid="save-hours"]:disabled').waitFor();
  await page.reload();
  await page.getByLabel("Saturday: opens").waitFor();
  expect(await page.getByLabel("Monday: opens").inputValue()).toBe("08:30");
});

test("what Meta refuses is said in words, with its own to unfold", async () => {
  const { page } = admin;
  await page.getByTestId("calling-switch").click();
  await enabled(false);
  await stage.demo.sandbox.account({ messaging_limit: 1000 });
  await page.getByTestId("calling-switch").click();
  await page.getByTestId("calling-refused").filter({ hasText: "at least 2,000 people a day" }).waitFor();
  await page.getByTestId("calling-refused").getByText("Technical details").click();
  await page.getByText(/138015/).waitFor();
  wrong.push(...(await look(page, "calling-refused")));
  await enabled(false);
  await stage.demo.sandbox.account({ messaging_limit: 100_000 });
  await page.getByTestId("calling-switch").click();
  await enabled(true);
});

test("an overlap is said at its place, and nothing is left without a question", async () => {
  const { page } = admin;
  await page.getByRole("button", { name: "Add hours: Monday" }).click();
  await page.getByLabel("Monday: opens").nth(1).fill("10:00");
  await page.getByTestId("save-hours").click();
  await page.getByTestId("day-monday").getByText("Two openings of one day overlap.").waitFor();
  await page.getByRole("link", { name: "Contacts", exact: true }).click();
  await page.getByRole("dialog", { name: "There are changes that are not saved." }).waitFor();
  wrong.push(...(await look(page, "calling-leaving")));
  await page.getByTestId("confirm").click();
  await page.getByRole("heading", { level: 1, name: "Contacts" }).waitFor();
});

test("an operator who is removed during a call keeps it and loses the next", async () => {
  const { page } = operator;
  await openService(page, "Ana Souza");
  await callButton(page).waitFor();
  await dial(page);
  await callBar(page, "talking").waitFor();

  await goTo(admin.page, "WhatsApp Calls");
  await admin.page.getByTestId("pick-departments").getByLabel("Atendimento").click();
  await admin.page.getByTestId("save-operators").click();
  await admin.page.getByTestId("operator").filter({ hasText: "Paula Reis" }).waitFor({ state: "detached" });

  await page.reload();
  await callBar(page, "talking").waitFor();
  await hear(page, phoneTone); // the audio is back in the new page
  await page.getByTestId("hangup").click();
  await callBar(page, "ended").waitFor();
  await page.getByTestId("dismiss").click();
  await callButtonSays(page, /not a call operator/);
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  expect(troubles(admin).filter((error) => !/status of (400|409)/.test(error))).toEqual([]);
  expect(troubles(operator)).toEqual([]);
});
