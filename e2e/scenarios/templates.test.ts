import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import { ana, authorization, goTo, openPhone, openService, signIn, write } from "../support/people";
import { openStage } from "../support/stage";

// Behind a closed window, and where there is no service: a template is the way.

let operator: Person;
let phone: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  operator = await stage.enter("refused");
  phone = await stage.beside(operator, 420, 860);
  await openPhone(phone.page, stage.demo, ana);
  await signIn(operator.page, stage.demo);
});

test("a contact without a service gets a template, and one begins", async () => {
  const { page } = operator;
  await goTo(page, "Contacts");
  await page.getByTestId("contact-row").filter({ hasText: "Ana Souza" }).click();
  await page.getByTestId("start-service").click();
  await page.getByRole("combobox", { name: "Template" }).click();
  await page.getByRole("option", { name: "service_update · en", exact: true }).click();
  await page.getByTestId("variable-body.1").fill("Ana");
  await page.getByTestId("save").click();
  await page.getByText("Fill this in.").waitFor();
  await page.getByTestId("variable-body.2").fill("4471");
  await page.getByTestId("template-preview").getByText("Hello Ana, service 4471 is ready.").waitFor();
  wrong.push(...(await look(page, "template")));
  await page.getByTestId("save").click();
  await page.getByTestId("message").getByText("Hello Ana, service 4471 is ready.").waitFor();
  await phone.page.getByText("Hello Ana, service 4471 is ready.").waitFor();
  await page.getByTestId("window-closed").waitFor();
  wrong.push(...(await look(page, "template-window")));
});

test("behind a closed window the call request goes out as a template, and is answered", async () => {
  const { page } = operator;
  await write(phone.page, "Obrigada!");
  await page.getByTestId("compose").waitFor();
  await stage.demo.sandbox.advance(25 * 3600);
  await page.getByTestId("window-closed").waitFor();
  await page.getByTestId("options").click();
  await page.getByTestId("request-by-template").click();
  await page.getByTestId("variable-body.1").fill("4471");
  expect(await page.getByRole("combobox", { name: "Template" }).innerText()).toContain("may_we_call");
  wrong.push(...(await look(page, "template-asking")));
  await page.getByTestId("save").click();
  await authorization(page, "asked").waitFor();
  await phone.page.getByTestId("always-allow").click();
  await authorization(page, "permanent").waitFor();
  await openService(page, "Ana Souza");
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  expect(troubles(operator)).toEqual([]);
});
