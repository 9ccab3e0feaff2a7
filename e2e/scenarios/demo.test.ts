import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look as lookAt, troubles } from "../support/looks";
import { alice, goTo, openPhone, signIn, speak } from "../support/people";
import { keepPicture, takePicture } from "../support/pictures";
import { openStage } from "../support/stage";
import { operatorTone } from "../support/tone";

// The demo as people see it first: two weeks of work on every page, with data as wide and as many as they are. Its pictures are those of
// the README.

let paula: Person;
let admin: Person;
let phone: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  paula = await stage.enter({ hertz: operatorTone });
  admin = await stage.beside(paula);
  phone = await stage.beside(paula, 420, 860);
  await signIn(paula.page, stage.demo);
  await signIn(admin.page, stage.demo, alice);
  await speak(admin.page, "Português (Brasil)");
}, true);

const look = async (page: Page, name: string): Promise<void> => {
  wrong.push(...(await lookAt(page, `demo-${name}`)));
};
/** Opens the newest service with somebody. */
async function openNewest(page: Page, name: string): Promise<void> {
  await goTo(page, "SAC 360º");
  await page.getByTestId("conversation-row").filter({ hasText: name }).first().click();
  await page.getByRole("heading", { name }).waitFor();
}
const loaded = (picture: Locator) =>
  expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);

test("services with messages of every kind", async () => {
  const { page } = paula;
  await page.getByTestId("conversation-row").nth(8).waitFor();
  await look(page, "sac");
  for (const [name, what] of [
    ["Helena Prates", "picture"],
    ["Rogério Sá", "sound"],
    ["Marina Costa", "document"],
    ["Otávio Ramos", "note-entry"],
    ["Igreja Batista da Penha", "place"],
    ["Estúdio Caixa Preta", "card-entry"],
    ["Clara Figueiredo", "reactions"],
  ] as const) {
    await openNewest(page, name);
    await page.getByTestId(what).first().waitFor();
    if (what === "picture") await loaded(page.getByTestId("picture").first().locator("img"));
    await look(page, `service-${what}`);
  }
  await openNewest(page, "Clara Figueiredo");
  await loaded(page.getByTestId("picture").first().locator("img"));
  await page.getByTestId("quoted").first().waitFor();
  await keepPicture("service-desk", await takePicture(page));
});

test("what Paula was told", async () => {
  const { page } = paula;
  await page.getByTestId("bell").click();
  await page.getByTestId("notice").nth(3).waitFor();
  await look(page, "notices");
  await page.keyboard.press("Escape");
});

test("contacts with tags, fields, owners, notes, authorizations and deals", async () => {
  const { page } = paula;
  await goTo(page, "Contacts");
  await page.getByTestId("contact-row").nth(20).waitFor();
  await look(page, "contacts");
  await keepPicture("contacts", await takePicture(page));
  for (const name of ["Marina Costa", "Antônio Paiva"]) {
    await page.getByTestId("contact-row").filter({ hasText: name }).click();
    await page.getByRole("heading", { name }).waitFor();
    await page.getByTestId("edit-record").first().waitFor();
    await look(page, `contact-${name.split(" ")[0]}`);
    await page.goBack();
  }
  await page.getByTestId("narrow-contacts").waitFor();
  await expect(page.getByTestId("contact-row").filter({ hasText: "Priscila Azevedo" }).count()).resolves.toBe(
    0,
  );
});

test("two funnels, and deals that go on, are won and lost", async () => {
  const { page } = paula;
  await goTo(page, "CRM");
  await page.getByTestId("deal-card").nth(9).waitFor();
  await page.getByTestId("over-time").first().waitFor();
  await look(page, "crm");
  await keepPicture("crm", await takePicture(page));
  await page.getByTestId("deal-card").filter({ hasText: "Receiver Marantz" }).click();
  await page.getByTestId("deal-event").nth(4).waitFor();
  await look(page, "deal");
  await page.getByTestId("close-deal").click();
  await page.getByRole("radio", { name: "List" }).click();
  await page.getByTestId("deal-row").nth(5).waitFor();
  await look(page, "deals");
});

test("calls", async () => {
  const { page } = paula;
  await goTo(page, "Calls");
  await page.getByTestId("call-row").nth(8).waitFor();
  await look(page, "calls");
});

test("the settings, as an administrator has them, in Portuguese", async () => {
  const { page } = admin;
  for (const [path, what] of [
    ["accounts", "account-card"],
    ["pricing", "rate"],
    ["users", "user-row"],
    ["departments", "department-row"],
    ["groups", "group-row"],
    ["fields", "field-row"],
    ["desk", "quick-reply-row"],
    ["funnels", "funnel-row"],
    ["plan", "plan-seats"],
    ["audit", "audit-entry"],
  ] as const) {
    await page.goto(`${stage.demo.console}/settings/${path}`);
    await page.getByTestId(what).first().waitFor();
    await look(page, `settings-${path}`);
  }
});

test("a phone remembers what was said", async () => {
  const { page } = phone;
  await openPhone(page, stage.demo, "5511999990109");
  await loaded(page.locator("[data-testid=phone] img").last());
  await page.getByText("Está inteira! Com revisão").waitFor();
  await look(page, "phone");
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  for (const person of [paula, admin, phone]) expect(troubles(person)).toEqual([]);
});
