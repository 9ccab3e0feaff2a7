import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { card, makeDeal } from "../support/deals";
import { look, troubles } from "../support/looks";
import { alice as alicePrado, goTo, openPhone, signIn, speak } from "../support/people";
import { openStage } from "../support/stage";
import { operatorTone } from "../support/tone";
import { askAndCall, type Tongue } from "../support/tongues";

// Request, accept and call: from a service, from a contact and from a deal, in two languages each.

let operator: Person;
let phone: Person;
const wrong: string[] = [];

/** How a contact is brought on show, whatever language the page speaks. */
const places: Record<string, (page: Page, name: string) => Promise<void>> = {
  service: async (page, name) => {
    await page.goto(`${stage.demo.console}/sac`);
    await page.getByTestId("conversation-row").filter({ hasText: name }).click();
    await page.getByRole("heading", { name }).waitFor();
  },
  contact: async (page, name) => {
    await page.goto(`${stage.demo.console}/contacts`);
    await page.getByTestId("contact-row").filter({ hasText: name }).click();
    await page.getByRole("heading", { level: 2, name }).waitFor();
  },
  deal: async (page, name) => {
    await page.goto(`${stage.demo.console}/crm`);
    await makeDeal(page, `Amplifier of ${name}`, name, "100");
    await card(page, "New", `Amplifier of ${name}`).click();
    await page.getByTestId("deal-detail").waitFor();
  },
};

/** Who is called: somebody else each time, since a contact is asked only so often. */
const calls: { place: string; tongue: Tongue; name: string; number: string }[] = [
  { place: "service", tongue: "Português (Brasil)", name: "Helena Braga", number: "5511977770001" },
  { place: "contact", tongue: "Português (Brasil)", name: "Igor Matos", number: "5511977770002" },
  { place: "deal", tongue: "Português (Brasil)", name: "Joana Pires", number: "5511977770003" },
  { place: "service", tongue: "English", name: "Lívia Rocha", number: "5511977770004" },
  { place: "contact", tongue: "English", name: "Marcos Viana", number: "5511977770005" },
  { place: "deal", tongue: "English", name: "Nina Teles", number: "5511977770006" },
];

const stage = openStage(async () => {
  const { sandbox } = stage.demo;
  for (const { name, number } of calls) {
    await sandbox.user({ wa_id: number, name, sound: "tone" });
    await sandbox.write(number, "Podem me ligar?"); // the service window has to be open
  }
  operator = await stage.enter({ hertz: operatorTone });
  phone = await stage.beside(operator, 420, 860);
  const admin = await stage.beside(operator);
  await signIn(admin.page, stage.demo, alicePrado);
  await goTo(admin.page, "CRM");
  await admin.page.getByTestId("ready-funnel").click();
  await admin.page.getByTestId("stage").first().waitFor();
  await signIn(operator.page, stage.demo);
});

for (const { place, tongue, name, number } of calls) {
  test(`${tongue}: request, accept and call from the ${place}`, async () => {
    const { page } = operator;
    await openPhone(phone.page, stage.demo, number);
    await speak(page, tongue);
    await places[place]?.(page, name);
    await askAndCall(page, phone.page, tongue, async () => {
      wrong.push(...(await look(page, `${place}-talking-${tongue.slice(0, 2).toLowerCase()}`)));
    });
  });
}

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  expect(troubles(operator)).toEqual([]);
});
