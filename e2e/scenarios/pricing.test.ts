import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import {
  alice,
  ana,
  authorization,
  callBar,
  chooseFor,
  dial,
  lastCall,
  openPhone,
  openService,
  openSettings,
  sendCallRequest,
  signIn,
  write,
} from "../support/people";
import { keepPicture, takePicture } from "../support/pictures";
import { openStage } from "../support/stage";
import { hear, operatorTone, phoneTone } from "../support/tone";

// What calls cost: an administrator brings Meta's rate card, and it shows where people call and in the history.

let operator: Person;
let phone: Person;
let admin: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  operator = await stage.enter({ hertz: operatorTone });
  admin = await stage.enter("refused");
  phone = await stage.enter({ hertz: phoneTone }, 420, 860);
  await openPhone(phone.page, stage.demo, ana);
  await write(phone.page, "Bom dia!");
  await signIn(operator.page, stage.demo);
  await openService(operator.page, "Ana Souza");
  await signIn(admin.page, stage.demo, alice);
});

const heading = 'Market,Currency,"0 - 50,000","50,001 - 250,000","250,001+"\n';
const today = new Date().toISOString().slice(0, 10);

async function choose(csv: string): Promise<void> {
  await admin.page
    .getByTestId("rates-file")
    .setInputFiles({ name: "calling-usd.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
}

test("a rate card with bad lines is refused, each line by its number", async () => {
  const { page } = admin;
  await operator.page.getByTestId("per-minute").filter({ hasText: "$0.0100/min (example)" }).waitFor();
  await openSettings(page, "Pricing");
  await page.getByTestId("example").waitFor();
  await keepPicture("pricing", await takePicture(page));
  wrong.push(...(await look(page, "pricing")));
  await page.getByTestId("import-rates").click();
  await choose(
    `${heading}Brazil,USD,0.0312,0.03,0.02\nChile,USD,cheap,0.03,0.02\nBrazil,USD,0.05,0.04,0.03\nPeru,EUR,0.05,0.04,0.03\n`,
  );
  const faults = page.getByTestId("rates-faults");
  await faults.getByText("“cheap” is no price of a minute in dollars.").waitFor();
  expect(await faults.locator("li").allInnerTexts()).toEqual([
    expect.stringMatching(/^Line 3\b/),
    expect.stringMatching(/^Line 4\b/),
    expect.stringMatching(/^Line 5\b/),
  ]);
  wrong.push(...(await look(page, "pricing-faults")));
  await page.getByTestId("save").click();
  await page.getByRole("alert").filter({ hasText: "cannot be imported" }).waitFor();
});

test("a good one is imported, and shows beside the call button at once", async () => {
  const { page } = admin;
  await choose(
    `Rates effective ${today}\n${heading}Brazil,USD,0.0312,0.03,0.02\nAtlantis,USD,1,1,1\nOther,USD,0.05,0.04,0.03\n`,
  );
  await page.getByTestId("rates-found").filter({ hasText: "3 markets in 3 tiers" }).waitFor();
  expect(await page.getByTestId("rates-effective").inputValue()).toBe(today);
  wrong.push(...(await look(page, "pricing-import")));
  await page.getByTestId("save").click();
  await page.getByText("3 markets imported").waitFor();
  await page.getByTestId("rate").filter({ hasText: "Brazil" }).filter({ hasText: "$0.0312" }).waitFor();
  expect(await page.getByTestId("rate").count()).toBe(3);
  await page.getByLabel("Search a market").fill("bra");
  await expect.poll(() => page.getByTestId("rate").count()).toBe(1);
  await operator.page.getByTestId("per-minute").getByText("≈ $0.0312/min", { exact: true }).waitFor();
});

test("a call that was answered has its estimated cost in the history", async () => {
  const { page } = operator;
  await sendCallRequest(page);
  await phone.page.getByTestId("always-allow").click();
  await authorization(page, "permanent").waitFor();
  wrong.push(...(await look(page, "pricing-button")));
  await dial(page);
  await phone.page.getByTestId("answer").click();
  await callBar(page, "talking").waitFor();
  await hear(page, phoneTone);
  await page
    .getByTestId("call-timer")
    .filter({ hasText: /0:0[2-9]/ })
    .waitFor();
  await page.getByTestId("hangup").click();
  await callBar(page, "ended").waitFor();
  const row = await lastCall(page, /Answered/);
  await row.getByText(/^\$0\.00\d+$/).waitFor();
  await row.click();
  await page
    .getByTestId("cost")
    .filter({ hasText: /^\$0\.0/ })
    .waitFor();
  await page.getByTestId("cost").hover();
  await page.getByRole("tooltip").filter({ hasText: "at $0.0312 a minute, Brazil, tier 1" }).waitFor();
  wrong.push(...(await look(page, "pricing-history")));
});

test("a card that is deleted leaves the one before it", async () => {
  const { page } = admin;
  await page.getByLabel("Search a market").fill("");
  await chooseFor(page.locator("section", { has: page.getByTestId("rate") }), "delete-rates");
  await page.getByTestId("confirm").click();
  await page.getByTestId("example").waitFor();
  await operator.page.getByTestId("per-minute").filter({ hasText: "(example)" }).waitFor();
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  for (const person of [operator, admin, phone]) expect(troubles(person)).toEqual([]);
});
