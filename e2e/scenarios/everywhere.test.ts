import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import { callBar, carla, goTo, signIn } from "../support/people";
import { openStage } from "../support/stage";
import { operatorTone } from "../support/tone";

// The call action stands wherever a contact does: in the rows of every list, and in the search.

let operator: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  await stage.demo.sandbox.user({ wa_id: carla, behaviour: "answer", answer_after_ms: 0, sound: "tone" });
  operator = await stage.enter({ hertz: operatorTone });
  await signIn(operator.page, stage.demo);
});

/** Calls from what has the call action, and hangs up. */
async function callFrom(action: Locator): Promise<void> {
  const { page } = operator;
  await action.locator('[data-testid="call-button"]:not([aria-disabled="true"])').click();
  await callBar(page, "talking").waitFor();
  await action.waitFor({ state: "detached" });
  await page.getByTestId("hangup").click();
  await callBar(page, "ended").waitFor();
  await page.getByTestId("dismiss").click();
}

/** Opens the call action of a row. */
async function openAction(page: Page, row: string, name: string): Promise<Locator> {
  const one = page.locator("li, tr", { has: page.getByTestId(row).filter({ hasText: name }) });
  await one.first().hover();
  await one.first().getByTestId("call-here").click();
  const action = page.getByRole("dialog", { name: `Call ${name}, or ask` });
  await action.getByTestId("call-button").waitFor();
  return action;
}

test("from the row of a service", async () => {
  await callFrom(await openAction(operator.page, "conversation-row", "Carla Dias"));
});

test("from the row of a contact, which says why another cannot be called", async () => {
  const { page } = operator;
  await goTo(page, "Contacts");
  const refused = await openAction(page, "contact-row", "Bruno Lima");
  expect(await refused.getByTestId("call-button").getAttribute("aria-disabled")).toBe("true");
  await refused.getByText("The contact was not asked").first().waitFor({ state: "attached" });
  wrong.push(...(await look(page, "row-action")));
  await page.keyboard.press("Escape");
  await refused.waitFor({ state: "detached" });
  await callFrom(await openAction(page, "contact-row", "Carla Dias"));
});

test("from the row of a call, by the keyboard", async () => {
  const { page } = operator;
  await goTo(page, "Calls");
  await page.getByTestId("call-row").first().focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const action = page.getByRole("dialog", { name: "Call Carla Dias, or ask" });
  await action.waitFor();
  await callFrom(action);
});

test("from the search", async () => {
  const { page } = operator;
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("carla");
  await page.getByRole("option", { name: "Call Carla Dias, or ask" }).waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  const action = page.getByTestId("search-call");
  await action.getByTestId("call-button").waitFor();
  wrong.push(...(await look(page, "search-call")));
  await callFrom(action);
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  expect(troubles(operator)).toEqual([]);
});
