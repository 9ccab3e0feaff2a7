import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { card, column, makeDeal } from "../support/deals";
import { look, troubles } from "../support/looks";
import { patience } from "../support/patience";
import {
  alice as alicePrado,
  diego as diegoAlves,
  goTo,
  openService,
  openSettings,
  signIn,
  speak,
} from "../support/people";
import { openStage } from "../support/stage";
import { operatorTone } from "../support/tone";

// Deals go through a funnel on two pages at once. Their contacts are called from where they stand in places.test.ts.

let paula: Person;
let diego: Person;
let alice: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  paula = await stage.enter({ hertz: operatorTone });
  diego = await stage.beside(paula);
  alice = await stage.beside(paula);
  await signIn(paula.page, stage.demo);
  await signIn(diego.page, stage.demo, diegoAlves);
  await signIn(alice.page, stage.demo, alicePrado);
});

const titles = (page: Page, name: string): Promise<string[]> =>
  column(page, name)
    .getByTestId("deal-card")
    .evaluateAll((all) => all.map((one) => one.querySelector("p")?.textContent ?? ""));

test("an administrator makes the first funnel, and whoever waited for it has it", async () => {
  await goTo(paula.page, "CRM");
  await paula.page.getByText("No funnel yet").waitFor();
  wrong.push(...(await look(paula.page, "crm-none")));
  await goTo(alice.page, "CRM");
  wrong.push(...(await look(alice.page, "crm-first")));
  await alice.page.getByTestId("ready-funnel").click();
  await column(alice.page, "Proposal").waitFor();
  await column(paula.page, "Proposal").waitFor();
});

test("a deal is made, and stands on the other page too", async () => {
  await goTo(diego.page, "CRM");
  await paula.page.getByTestId("new-deal").click();
  await paula.page.getByTestId("deal-title").waitFor();
  await paula.page.getByTestId("save").click();
  await paula.page.getByText("Fill this in.").waitFor();
  wrong.push(...(await look(paula.page, "crm-new")));
  await paula.page.keyboard.press("Escape");
  await makeDeal(paula.page, "Valve amplifier", "Ana Souza", "1250.50");
  await makeDeal(paula.page, "Right channel", "Bruno Lima", "300");
  await makeDeal(paula.page, "Turntable", "Carla Dias", "90");
  await card(diego.page, "New", "Valve amplifier").waitFor();
  await expect
    .poll(() => titles(diego.page, "New"), { timeout: patience })
    .toEqual(["Turntable", "Right channel", "Valve amplifier"]);
  await column(diego.page, "New").getByTestId("stage-total").filter({ hasText: "R$1,640.50" }).waitFor();
  wrong.push(...(await look(diego.page, "crm-board")));
});

test("a card is drawn to another stage, and to a place in it", async () => {
  const { page } = paula;
  const from = card(page, "New", "Valve amplifier");
  const draw = async (what: Locator, to: { x: number; y: number }) => {
    const box = await what.boundingBox();
    if (!box) throw new Error("the card is not there");
    await page.mouse.move(box.x + 40, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 30, { steps: 4 });
    await page.mouse.move(to.x, to.y, { steps: 12 });
    await page.mouse.move(to.x, to.y + 2, { steps: 2 });
    await page.mouse.up();
  };
  const proposal = await column(page, "Proposal").boundingBox();
  if (!proposal) throw new Error("the stage is not there");
  await draw(from, { x: proposal.x + 80, y: proposal.y + 90 });
  await card(page, "Proposal", "Valve amplifier").waitFor();
  await card(diego.page, "Proposal", "Valve amplifier").waitFor();
  expect(await titles(page, "New")).toEqual(["Turntable", "Right channel"]);
  const below = await card(page, "New", "Right channel").boundingBox();
  if (!below) throw new Error("the card is not there");
  await draw(card(page, "New", "Turntable"), { x: below.x + 60, y: below.y + below.height - 6 });
  await expect
    .poll(() => titles(diego.page, "New"), { timeout: patience })
    .toEqual(["Right channel", "Turntable"]);
});

test("by keys, and each step is said", async () => {
  const { page } = diego;
  await card(page, "New", "Right channel").focus();
  await page.keyboard.press("Space");
  const said = (text: string) =>
    page.locator('[role="status"]').filter({ hasText: text }).waitFor({ state: "attached" });
  await said("Right channel picked up.");
  await page.keyboard.press("ArrowRight");
  await said("Right channel over Contacted.");
  await page.keyboard.press("Space");
  await said("Right channel dropped in Contacted.");
  await card(page, "Contacted", "Right channel").waitFor();
  await card(paula.page, "Contacted", "Right channel").waitFor();
});

test("of two who change a deal at once one is told who was faster, and sees what is there", async () => {
  await card(paula.page, "New", "Turntable").click();
  await paula.page.getByTestId("edit-deal").click();
  await paula.page.getByTestId("deal-value").fill("120");
  const move = diego.page.getByRole("button", { name: "Options of Turntable" });
  await move.click();
  await diego.page.getByTestId("move-to").filter({ hasText: "Negotiation" }).click();
  await card(diego.page, "Negotiation", "Turntable").waitFor();
  await card(paula.page, "Negotiation", "Turntable").waitFor();
  // The form was made on what stood there when it was opened.
  await paula.page.getByTestId("save").click();
  await paula.page.getByTestId("form-error").filter({ hasText: "Diego Alves changed this deal" }).waitFor();
  await paula.page.getByTestId("save").click();
  await paula.page.locator('[data-testid="deal-event"][data-kind="value"]').waitFor();
  await card(diego.page, "Negotiation", "Turntable").getByText("R$120.00").waitFor();
  await paula.page
    .locator('[data-testid="deal-event"][data-kind="moved"]')
    .getByText("Moved from New to Negotiation")
    .waitFor();
  wrong.push(...(await look(paula.page, "crm-deal")));
});

test("a deal is lost for a reason, found in the list, and opened again", async () => {
  const { page } = paula;
  await page.getByTestId("lose-deal").click();
  await page.getByTestId("save").click();
  await page.getByText("Choose a reason.").waitFor();
  await page.getByTestId("listed-reason").filter({ hasText: "Price" }).click();
  wrong.push(...(await look(page, "crm-lose")));
  await page.getByTestId("save").click();
  await page.locator('[data-testid="deal-event"][data-kind="lost"]').getByText("Lost: Price").waitFor();
  await card(diego.page, "Negotiation", "Turntable").waitFor({ state: "detached" });
  await page.getByTestId("close-deal").click();
  await page.getByRole("radio", { name: "List" }).click();
  await page.getByRole("radio", { name: "Lost" }).click();
  const row = page.getByTestId("deal-row").filter({ hasText: "Turntable" });
  await row.waitFor();
  expect(await page.getByTestId("deal-row").count()).toBe(1);
  wrong.push(...(await look(page, "crm-list")));
  await row.getByTestId("deal-menu").click();
  await page.getByTestId("reopen-deal").click();
  await card(diego.page, "Negotiation", "Turntable").waitFor();
  await row.waitFor({ state: "detached" });
  await page.getByRole("radio", { name: "Board" }).click();
});

test("a stage goes, and its deals go where they are told to", async () => {
  const { page } = alice;
  await openSettings(page, "Funnels");
  const funnel = page.getByTestId("funnel-row");
  await funnel.getByTestId("row-menu").click();
  await page.getByTestId("edit").click();
  await page.getByTestId("stage-row").nth(3).getByTestId("remove-stage").click();
  await page.getByTestId("stage-gone").getByText("Where do the deals of Negotiation go?").waitFor();
  wrong.push(...(await look(page, "funnel")));
  await page.getByTestId("stage-gone").getByRole("combobox").click();
  await page.getByRole("option", { name: "Contacted" }).click();
  await page.getByTestId("save").click();
  await card(diego.page, "Contacted", "Turntable").waitFor();
  await column(diego.page, "Negotiation").waitFor({ state: "detached" });
});

test("from a service: a deal is made; from the contact: it is found", async () => {
  const { page } = diego;
  await openService(page, "Carla Dias");
  await page.getByTestId("service-menu").click();
  await page.getByTestId("service-new-deal").click();
  await page.getByTestId("deal-title").fill("Needle");
  await page.getByTestId("save").click();
  await page.getByRole("heading", { level: 2, name: "Needle" }).waitFor();
  await page.getByRole("link", { name: "Open the contact Carla Dias" }).click();
  await page.getByTestId("contact-deal").filter({ hasText: "Needle" }).waitFor();
  await page.getByTestId("contact-deal").filter({ hasText: "Turntable" }).waitFor();
});

test("a deal that stands in a stage for longer than its limit is marked", async () => {
  const { page } = diego;
  await goTo(page, "CRM");
  await card(page, "New", "Needle").waitFor();
  expect(await page.getByTestId("over-time").count()).toBe(0);
  await stage.demo.sandbox.advance(49 * 3600);
  await card(page, "New", "Needle").getByTestId("over-time").getByText("Over time").waitFor();
  expect(await card(page, "Contacted", "Turntable").getByTestId("over-time").count()).toBe(0); // it may stand there for 5 days
});

test("in Portuguese: a deal is won", async () => {
  const { page } = paula;
  await speak(page, "Português (Brasil)");
  await card(page, "Proposal", "Valve amplifier").click();
  await page.getByTestId("win-deal").click();
  wrong.push(...(await look(page, "crm-win")));
  await page.getByTestId("save").click();
  await page.locator('[data-testid="deal-event"][data-kind="won"]').getByText("Ganhou").waitFor();
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  for (const person of [paula, diego, alice]) {
    // The browser notes the one refusal that was wanted.
    expect(troubles(person).filter((error) => !error.includes("status of 409"))).toEqual([]);
  }
});
