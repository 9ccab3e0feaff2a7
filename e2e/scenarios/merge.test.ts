import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import { patience } from "../support/patience";
import { authorization, callBar, callButton, diego as diegoAlves, signIn, speak } from "../support/people";
import { openStage } from "../support/stage";
import { operatorTone } from "../support/tone";

// One person who is two contacts, in Portuguese: somebody known by a username alone whose number turns out to be a known one, a number in
// another form, and namesakes whom a person merges while a colleague looks at one of them.

const caio = "5531988887777";

let paula: Person;
let diego: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  paula = await stage.enter({ hertz: operatorTone });
  diego = await stage.beside(paula);
  await signIn(paula.page, stage.demo);
  await signIn(diego.page, stage.demo, diegoAlves);
  for (const { page } of [paula, diego]) await speak(page, "Português (Brasil)");
});

const open = (page: Page, path: string) => page.goto(`${stage.demo.console}${path}`);

async function add(page: Page, name: string, phone: string) {
  await open(page, "/contacts?add=true");
  await page.getByTestId("contact-name").fill(name);
  await page.getByTestId("contact-phone").fill(phone);
  await page.getByTestId("save-contact").click();
}

test("the same number in another form is taken already", async () => {
  const { page } = paula;
  await add(page, "Caio Melo", "+55 31 98888-7777");
  await page.getByRole("heading", { level: 2, name: "Caio Melo" }).waitFor();
  await add(page, "Caio outra vez", "+55 31 8888-7777");
  await page.getByText("Caio Melo já tem este número de WhatsApp.").waitFor();
});

test("who writes by a username becomes the contact whose number it is, on every screen", async () => {
  const { sandbox } = stage.demo;
  await sandbox.user({
    wa_id: caio,
    name: "caio",
    username: "caio.m",
    hide_phone: true,
    behaviour: "answer",
    answer_after_ms: 0,
    sound: "tone",
  });
  await sandbox.write(caio, "Oi, sou novo aqui");
  for (const { page } of [paula, diego]) {
    await open(page, "/sac");
    await page.getByTestId("conversation-row").filter({ hasText: "caio" }).click();
    await page.getByRole("heading", { level: 2, name: "caio" }).waitFor();
  }
  const { page } = paula;
  await page.getByTestId("compose").fill("Olá! Posso ligar?");
  await page.getByTestId("send").click();
  await page.getByTestId("options").click();
  await page.getByTestId("send-call-request").click();
  await authorization(page, "temporary").first().waitFor();

  await sandbox.user({ wa_id: caio, hide_phone: false });
  await sandbox.write(caio, "Pode sim, é o Caio Melo");
  for (const { page } of [paula, diego]) {
    await page.getByRole("heading", { level: 2, name: "Caio Melo" }).waitFor();
    await page.getByText("Pode sim, é o Caio Melo").first().waitFor();
  }
  await authorization(page, "temporary").first().waitFor();
  await callButton(page).click();
  await callBar(page, "talking").waitFor();
  await page.getByTestId("hangup").click();
  await callBar(page, "ended").waitFor();
  await page.getByTestId("dismiss").click();
  await page.getByRole("link", { name: "Caio Melo", exact: true }).click();
  await page.getByText("@caio.m").waitFor();
  await page.getByTestId("conversation-row").first().waitFor();
  expect(await page.getByTestId("conversation-row").count()).toBe(1);
});

test("namesakes are merged by a person who sees what becomes of them", async () => {
  await add(paula.page, "Rita Campos", "+55 11 98888-0008");
  await paula.page.getByRole("heading", { level: 2, name: "Rita Campos" }).waitFor();
  const { page } = paula;
  await page.getByTestId("edit-record").click();
  await page.getByTestId("tags").fill("vip");
  await page.getByTestId("save").click();
  await page.getByTestId("tag").filter({ hasText: "vip" }).waitFor();
  await diego.page.goto(page.url());
  await diego.page.getByRole("heading", { level: 2, name: "Rita Campos" }).waitFor();
  const gone = diego.page.url();

  await add(page, "Rita Campos", "+55 11 98888-0009");
  await page.getByRole("heading", { level: 2, name: "Rita Campos" }).waitFor();
  await page.getByText("Possíveis duplicados").waitFor();
  wrong.push(...(await look(page, "twins")));
  await page.getByTestId("merge-twin").click();
  await page.getByTestId("merge-outcome").getByText("vip").waitFor();
  await page
    .getByTestId("merge-outcome")
    .getByText(/98888.0009/)
    .waitFor();
  wrong.push(...(await look(page, "merge")));
  await page.getByTestId("save").click();
  await page.getByTestId("tag").filter({ hasText: "vip" }).waitFor();
  await page.getByText("Possíveis duplicados").waitFor({ state: "detached" });

  await expect.poll(() => diego.page.url(), { timeout: patience }).not.toBe(gone);
  await diego.page
    .getByText(/98888.0009/)
    .first()
    .waitFor();
  await diego.page.goto(gone); // an old link
  await expect.poll(() => diego.page.url(), { timeout: patience }).not.toBe(gone);
});

test("what a workspace has twice stands on a page of its own", async () => {
  const { page } = paula;
  await add(page, "Caio Melo", "+55 11 98888-0010");
  await page.getByRole("heading", { level: 2, name: "Caio Melo" }).waitFor();
  await open(page, "/contacts");
  await page.getByTestId("contacts-menu").click();
  await page.getByRole("menuitem", { name: "Possíveis duplicados" }).click();
  await page.getByText("Nenhum contato que você vê tem o mesmo número que outro.").waitFor();
  await page.getByRole("radio", { name: "Mesmo nome" }).click();
  const group = page.getByTestId("duplicates");
  await group.filter({ hasText: "Caio Melo" }).waitFor();
  wrong.push(...(await look(page, "duplicates")));
  await group.getByTestId("merge-duplicate").click();
  await page
    .getByTestId("merge-outcome")
    .getByText(/98888.7777/)
    .waitFor();
  await page.getByTestId("save").click();
  await page.getByText("Nenhum contato que você vê tem o mesmo nome que outro.").waitFor();
});

test("any two are merged from the contact, with a word where they have two numbers", async () => {
  const { page } = paula;
  await open(page, "/contacts");
  await page.getByTestId("contact-row").filter({ hasText: "Rita Campos" }).click();
  await page.getByTestId("contact-menu").click();
  await page.getByRole("menuitem", { name: "Mesclar com outro contato…" }).click();
  await page.getByTestId("merge-with").click();
  await page.getByTestId("merge-with-search").fill("Caio");
  await page.getByRole("option", { name: "Caio Melo" }).click();
  await page.getByTestId("merge-warning").waitFor();
  wrong.push(...(await look(page, "merge-two-numbers")));
  await page.getByRole("button", { name: "Cancelar" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  for (const person of [paula, diego]) {
    expect(troubles(person).filter((error) => !/status of 409/.test(error))).toEqual([]);
  }
});
