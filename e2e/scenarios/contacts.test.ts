import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import { patience } from "../support/patience";
import {
  alice,
  ana,
  authorization,
  callBar,
  callButton,
  callButtonSays,
  diego as diegoAlves,
  signIn,
  speak,
} from "../support/people";
import { openStage } from "../support/stage";
import { operatorTone } from "../support/tone";

// Contacts in Spanish: fields that an administrator defines, the table with its columns, orders and filters, several contacts at once,
// who may see one, notes, request, accept and call from the contact, its history, and "do not contact".

let paula: Person;
let diego: Person;
let admin: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  const { sandbox } = stage.demo;
  await sandbox.user({
    wa_id: ana,
    behaviour: "answer",
    answer_after_ms: 0,
    sound: "tone",
  });
  paula = await stage.enter({ hertz: operatorTone });
  diego = await stage.beside(paula);
  admin = await stage.beside(paula);
  await signIn(paula.page, stage.demo);
  await signIn(diego.page, stage.demo, diegoAlves);
  await signIn(admin.page, stage.demo, alice);
  for (const { page } of [paula, diego, admin]) await speak(page, "Español");
});

const open = (page: Page, path: string) => page.goto(`${stage.demo.console}${path}`);
const row = (page: Page, name: string) =>
  page.locator("tr", { has: page.getByTestId("contact-row").filter({ hasText: name }) });
const names = (page: Page) => page.locator("tr").getByTestId("contact-row").allInnerTexts();

test("an administrator says what is kept about contacts", async () => {
  const { page } = admin;
  await open(page, "/settings/fields");
  await page.getByTestId("add-field").first().click();
  await page.getByTestId("field-name").fill("Documento");
  await page.getByTestId("field-required").click();
  await page.getByTestId("field-unique").click();
  await page.getByTestId("save").click();
  await page.getByTestId("field-row").filter({ hasText: "Documento" }).waitFor();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByTestId("add-field").click();
  await page.getByTestId("field-name").fill("Nivel");
  await page.getByRole("combobox", { name: "Qué guarda" }).click();
  await page.getByRole("option", { name: "Una de varias opciones" }).click();
  await page.getByTestId("field-choices").fill("Oro\nPlata");
  wrong.push(...(await look(page, "fields-editor")));
  await page.getByTestId("save").click();
  await page.getByTestId("field-row").filter({ hasText: "Oro, Plata" }).waitFor();
  wrong.push(...(await look(page, "fields")));
});

test("what is required is asked for, and what is one of a kind is taken once", async () => {
  const { page } = paula;
  await open(page, "/contacts");
  for (const [name, document, refused] of [
    ["Zoe Prado", "", true],
    ["Zoe Prado", "12.345", false],
    ["Zulma Prado", "12.345", true],
    ["Zulma Prado", "67.890", false],
  ] as const) {
    if (!(await page.getByTestId("contact-name").count())) await page.getByTestId("add-contact").click();
    await page.getByTestId("contact-name").fill(name);
    await page
      .getByTestId("contact-phone")
      .fill(name === "Zoe Prado" ? "+55 11 98888-0001" : "+55 11 98888-0002");
    await page.getByTestId("field-Documento").fill(document);
    await page.getByTestId("save-contact").click();
    if (refused) await page.getByTestId("field-Documento").and(page.locator("[aria-invalid=true]")).waitFor();
    else await page.getByRole("heading", { level: 2, name }).waitFor();
  }
  await page.getByTestId("edit-record").click();
  await page.getByRole("combobox", { name: "Nivel" }).click();
  await page.getByRole("option", { name: "Oro" }).click();
  await page.getByTestId("save").click();
  await page.getByRole("definition").filter({ hasText: "Oro" }).waitFor();
});

test("the table has the columns and the order that one chooses", async () => {
  const { page } = paula;
  await page.getByTestId("to-table").click();
  await page.getByTestId("columns").click();
  await page.getByRole("menuitemcheckbox", { name: "Documento" }).click();
  await page.keyboard.press("Escape");
  await row(page, "Zoe Prado").getByText("12.345").waitFor();
  await page.getByTestId("sort-name").click();
  await expect
    .poll(() => names(page), { timeout: patience })
    .toEqual((await names(page)).toSorted().toReversed());
  expect((await names(page))[0]).toContain("Zulma");
  await page.getByTestId("sort-last").click();
  await expect.poll(async () => (await names(page))[0], { timeout: patience }).not.toContain("Zulma");
  await page.reload();
  await row(page, "Zoe Prado").getByText("12.345").waitFor(); // both are kept
  expect(await page.locator('[aria-sort="descending"]').innerText()).toContain("Último contacto");
  await page.getByTestId("sort-name").click();
  await expect.poll(async () => (await names(page))[0], { timeout: patience }).toContain("Ana");
  wrong.push(...(await look(page, "contacts-table")));
});

test("several get a tag at once, and the list is narrowed to it", async () => {
  const { page } = paula;
  for (const name of ["Zoe Prado", "Zulma Prado"]) await row(page, name).getByTestId("tick").click();
  await page.getByTestId("change-many").click();
  await page.getByTestId("add-tags").fill("feria, vip");
  await page.getByTestId("save").click();
  await row(page, "Zulma Prado").getByText("feria").waitFor();
  await page.getByTestId("narrow-contacts").click();
  await page.getByRole("combobox", { name: "Etiqueta" }).click();
  await page.getByRole("option", { name: "feria (2)" }).click();
  await expect.poll(async () => (await names(page)).length, { timeout: patience }).toBe(2);
  await page.getByRole("combobox", { name: "Nivel" }).click();
  await page.getByRole("option", { name: "Oro" }).click();
  await expect.poll(async () => (await names(page)).length, { timeout: patience }).toBe(1);
  wrong.push(...(await look(page, "contacts-narrowed")));
  await open(page, "/contacts?callable=true");
  await expect
    .poll(() => names(page), { timeout: patience })
    .toEqual([expect.stringContaining("Carla Dias")]);
});

test("a contact that somebody owns is gone for a colleague, while they look", async () => {
  await open(diego.page, "/contacts");
  await row(diego.page, "Zoe Prado").waitFor();
  const { page } = paula;
  await open(page, "/contacts");
  await row(page, "Zoe Prado").getByTestId("contact-row").click();
  await page.getByTestId("edit-record").click();
  await page.getByTestId("owners-picker").getByRole("checkbox", { name: "Paula Reis" }).click();
  await page.getByTestId("save").click();
  await page.getByTestId("owners").getByText("Paula Reis").waitFor();
  await row(diego.page, "Zoe Prado").waitFor({ state: "detached" });
  await row(diego.page, "Zulma Prado").waitFor();
  await diego.page.goto(page.url());
  await diego.page.getByText("Aquí no hay nada").waitFor();
});

test("notes are for the team, and everybody sees them at once", async () => {
  const { page } = paula;
  await open(page, "/contacts");
  await row(page, "Ana Souza").getByTestId("contact-row").click();
  await page.getByRole("heading", { level: 2, name: "Ana Souza" }).waitFor();
  await admin.page.goto(page.url());
  await page.getByTestId("contact-note").fill("Prefiere las mañanas");
  await page.getByTestId("save-contact-note").click();
  await admin.page.getByTestId("contact-note-shown").filter({ hasText: "Prefiere las mañanas" }).waitFor();
  await page.getByTestId("note-menu").click();
  await page.getByRole("menuitem", { name: "Cambiar la nota" }).click();
  await page.getByTestId("contact-note").last().fill("Prefiere las tardes");
  await page.getByTestId("save-contact-note").last().click();
  await admin.page.getByTestId("contact-note-shown").filter({ hasText: "Prefiere las tardes" }).waitFor();
  await admin.page.getByTestId("note-menu").click();
  expect(await admin.page.getByRole("menuitem", { name: "Cambiar la nota" }).count()).toBe(0);
  await admin.page.getByRole("menuitem", { name: "Eliminar la nota" }).click();
  await admin.page.getByTestId("confirm").click();
  await page.getByTestId("contact-note-shown").waitFor({ state: "detached" });
});

test("request, accept and call from the contact, and what became of it", async () => {
  const { page } = paula;
  await stage.demo.sandbox.write(ana, "¿Me pueden llamar?"); // the service window has to be open
  await page.getByTestId("conversation-row").waitFor();
  await page.getByTestId("options").click();
  await page.getByTestId("send-call-request").click();
  await authorization(page, "temporary").first().waitFor();
  await page.getByTestId("authorization-history").click();
  const events = page.getByTestId("authorization-event");
  await events.nth(1).waitFor();
  expect(await events.evaluateAll((all) => all.map((one) => one.getAttribute("data-kind")))).toEqual([
    "temporary",
    "asked",
  ]);
  await events.filter({ hasText: "Paula Reis solicitó permiso para llamar" }).waitFor();
  await callButton(page).click();
  await callBar(page, "talking").waitFor();
  wrong.push(...(await look(page, "contact-called")));
  await page.getByTestId("hangup").click();
  await callBar(page, "ended").waitFor();
  await page.getByTestId("dismiss").click();
  await open(page, "/contacts?callable=true");
  await expect
    .poll(() => names(page), { timeout: patience })
    .toEqual([expect.stringContaining("Ana Souza"), expect.stringContaining("Carla Dias")]);
});

test("who is not to be contacted is neither called nor asked, and the service says so", async () => {
  const { page } = paula;
  await row(page, "Ana Souza").getByTestId("contact-row").click();
  await page.getByTestId("edit-record").click();
  await page.getByTestId("shunned").click();
  await page.getByTestId("shunned-reason").fill("Lo pidió por teléfono");
  await page.getByTestId("save").click();
  await page.getByTestId("do-not-contact").waitFor();
  await callButtonSays(page, /no quiere ser contactado/);
  wrong.push(...(await look(page, "contact-shunned")));
  await page.getByTestId("conversation-row").click();
  await page.getByTestId("do-not-contact").waitFor();
  await callButtonSays(page, /no quiere ser contactado/);
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  for (const person of [paula, diego, admin]) {
    // The browser notes the refusals that were wanted.
    expect(troubles(person).filter((error) => !/status of (400|404|409)/.test(error))).toEqual([]);
  }
});
