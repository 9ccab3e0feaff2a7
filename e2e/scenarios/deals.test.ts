import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { card, column, makeDeal } from "../support/deals";
import { look, troubles } from "../support/looks";
import { patience } from "../support/patience";
import { alice as alicePrado, diego as diegoAlves, goTo, openSettings, signIn } from "../support/people";
import { openStage } from "../support/stage";
import { operatorTone } from "../support/tone";

// What a team keeps about deals, who is told of them, how they are found, and that they go.

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
  await goTo(alice.page, "CRM");
  await alice.page.getByTestId("ready-funnel").click();
  for (const { page } of [paula, diego]) {
    await goTo(page, "CRM");
    await column(page, "New").waitFor();
  }
  await makeDeal(paula.page, "Before there were fields", "Ana Souza", "10");
});

/** Defines a field of deals. */
async function addField(page: Page, name: string, more: () => Promise<void>): Promise<void> {
  await page.getByTestId("add-field").first().click();
  await page.getByTestId("field-name").fill(name);
  await more();
  await page.getByTestId("save").click();
  await page.getByRole("button", { name: `Options for ${name}` }).waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

const choose = async (page: Page, label: string, option: string) => {
  await page.getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
};

test("an administrator says what is kept about deals, apart from contacts", async () => {
  const { page } = alice;
  await openSettings(page, "Fields");
  await page.getByText("No fields yet").waitFor();
  await page.getByRole("radio", { name: "Deals" }).click();
  await page.getByText("An order number").waitFor();
  wrong.push(...(await look(page, "fields-of-deals-none")));
  await addField(page, "Plate", async () => {
    await page.getByTestId("field-required").click();
    await page.getByTestId("field-unique").click();
    wrong.push(...(await look(page, "field-of-deals")));
  });
  await addField(page, "Kind", async () => {
    await choose(page, "What it holds", "One of several options");
    await page.getByTestId("field-choices").fill("Car\nTruck");
  });
  await addField(page, "Delivered on", () => choose(page, "What it holds", "Date"));
  wrong.push(...(await look(page, "fields-of-deals")));
  await page.getByRole("radio", { name: "Contacts" }).click();
  await page.getByText("A customer number").waitFor();
});

test("what is required is asked for, and what is one of a kind is taken once", async () => {
  for (const [who, title, plates] of [
    [paula, "Brakes", ["", "ABC1D23"]],
    [diego, "Tyres", ["abc1d23", "XYZ9A87"]],
  ] as const) {
    const { page } = who;
    await page.getByTestId("new-deal").click();
    await page.getByTestId("deal-title").fill(title);
    await page.getByTestId("deal-contact").click();
    await page.getByTestId("deal-contact-search").fill("Bruno");
    await page.getByRole("option", { name: "Bruno Lima" }).click();
    const plate = page.getByTestId("field-Plate");
    await plate.fill(plates[0]);
    await page.getByTestId("save").click();
    await plate.and(page.locator("[aria-invalid=true]")).waitFor();
    if (who === diego) {
      await page.getByText("Another deal has this value already").waitFor();
      wrong.push(...(await look(page, "deal-form")));
    }
    await plate.fill(plates[1]);
    if (who === paula) await choose(page, "Kind", "Car");
    await page.getByTestId("save").click();
    await page.getByRole("heading", { level: 2, name: title }).waitFor();
    await page.getByTestId("field-fact").filter({ hasText: plates[1] }).waitFor();
  }
});

test("a deal that lacks what is required goes through the board, and its fields have a history", async () => {
  const { page } = paula;
  await page.getByRole("button", { name: "Options of Before there were fields" }).click();
  await page.getByTestId("move-to").filter({ hasText: "Proposal" }).click();
  await card(diego.page, "Proposal", "Before there were fields").waitFor();
  await page.getByTestId("edit-deal").click();
  await choose(page, "Kind", "Truck");
  await page.getByLabel("Delivered on").fill("2026-12-24");
  await page.getByTestId("save").click();
  const line = page.locator('[data-testid="deal-event"][data-kind="field"]');
  await line.filter({ hasText: "Kind changed from Car to Truck" }).waitFor();
  await line.filter({ hasText: /Delivered on changed from none to .*2026/ }).waitFor();
  wrong.push(...(await look(page, "deal-with-fields")));
});

test("a field goes with its values, while somebody looks", async () => {
  const { page } = alice;
  await page.getByRole("radio", { name: "Deals" }).click();
  await page.getByRole("button", { name: "Options for Kind" }).click();
  await page.getByTestId("delete").click();
  await page.getByText("What deals have in it is lost").waitFor();
  await page.getByTestId("confirm").click();
  await paula.page.getByTestId("field-fact").filter({ hasText: "Truck" }).waitFor({ state: "detached" });
  await paula.page.getByText("Kind changed").waitFor({ state: "detached" });
  await paula.page.getByTestId("field-fact").filter({ hasText: "ABC1D23" }).waitFor();
});

test("whoever is given a deal is told, and opens it", async () => {
  await goTo(diego.page, "Contacts");
  const { page } = paula;
  await page.getByTestId("edit-deal").click();
  await choose(page, "Owner", "Diego Alves");
  await page.getByTestId("save").click();
  await diego.page.getByText("Paula Reis gave you the deal Brakes").waitFor();
  await diego.page.getByRole("button", { name: "Open the deal" }).click();
  await diego.page.getByRole("heading", { level: 2, name: "Brakes" }).waitFor();
  await goTo(diego.page, "Calls");
  await diego.page.getByTestId("bell").click();
  const notice = diego.page.locator('[data-testid="notice"][data-kind="deal_given"]');
  await notice.waitFor();
  wrong.push(...(await look(diego.page, "bell-deal")));
  await diego.page.reload();
  await diego.page.getByTestId("bell").click();
  await notice.getByRole("link").click();
  await diego.page.getByRole("heading", { level: 2, name: "Brakes" }).waitFor();
  await page.getByRole("button", { name: "Notices" }).click();
  await page.getByText(/Nothing new/).waitFor();
  await page.keyboard.press("Escape");
});

test("a deal is found from everywhere", async () => {
  const { page } = diego;
  await goTo(page, "Calls");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("tyr");
  const found = page.getByRole("option", { name: /Tyres · Bruno Lima/ });
  await found.waitFor();
  wrong.push(...(await look(page, "search-deal")));
  await page.keyboard.press("Enter"); // it is the first that was found
  await page.getByRole("heading", { level: 2, name: "Tyres" }).waitFor();
});

test("a deal is deleted: it leaves every board, and whoever looks at it is told", async () => {
  await card(paula.page, "New", "Tyres").click();
  await paula.page.getByRole("heading", { level: 2, name: "Tyres" }).waitFor();
  const { page } = diego;
  await page.getByTestId("deal-detail").waitFor();
  await page.getByRole("complementary", { name: "Deal" }).getByTestId("deal-menu").click();
  await page.getByTestId("delete-deal").click();
  await page.getByText("It is gone for everybody").waitFor();
  wrong.push(...(await look(page, "deal-delete")));
  await page.getByTestId("confirm").click();
  await page.getByTestId("deal-detail").waitFor({ state: "detached" });
  await card(page, "New", "Tyres").waitFor({ state: "detached" });
  await paula.page.getByText("This deal is not there").waitFor();
  wrong.push(...(await look(paula.page, "deal-gone")));
  await paula.page.getByTestId("leave-deal").click();
  await expect
    .poll(() => column(paula.page, "New").getByTestId("deal-card").count(), { timeout: patience })
    .toBe(1);
  await openSettings(alice.page, "Audit");
  await alice.page
    .locator('[data-testid="audit-entry"][data-action="deal.deleted"]')
    .getByText("Tyres")
    .waitFor();
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  for (const person of [paula, diego, alice]) {
    // The browser notes the refusals that were wanted, and the deal that is gone.
    expect(troubles(person).filter((error) => !/status of (404|409)/.test(error))).toEqual([]);
  }
});
