import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import { patience } from "../support/patience";
import { diego as diegoAlves, goTo, openService, signIn } from "../support/people";
import { openStage } from "../support/stage";

// Who serves whom: a service is taken, handed over, talked about, closed and opened again, and two pages stay in step.

let paula: Person;
let diego: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  paula = await stage.enter("refused");
  diego = await stage.beside(paula);
  await signIn(paula.page, stage.demo);
  await signIn(diego.page, stage.demo, diegoAlves);
  for (const { page } of [paula, diego]) await openService(page, "Bruno Lima");
});

const entry = (page: Page, kind: string) =>
  page.locator(`[data-testid="team-entry"][data-kind="${kind}"]`).last();

test("who takes a waiting service has it, on the other page too", async () => {
  await diego.page.getByTestId("take").waitFor();
  await paula.page.getByTestId("take").click();
  await entry(paula.page, "taken").getByText("Paula Reis took the service").waitFor();
  await diego.page.getByTestId("take").waitFor({ state: "detached" });
  await entry(diego.page, "taken").waitFor();
});

test("it is handed over to a colleague, who is told", async () => {
  const { page } = paula;
  await goTo(diego.page, "Contacts");
  await page.getByTestId("service-menu").click();
  await page.getByTestId("hand-over").click();
  await page.getByTestId("save").click();
  await page.getByText("Choose who goes on with it.").waitFor();
  await page.getByTestId("hand-over-to").click();
  wrong.push(...(await look(page, "hand-over")));
  await page.getByRole("option", { name: "Diego Alves" }).click();
  await page.getByTestId("save").click();
  await entry(page, "transferred").getByText("handed the service over to Diego Alves").waitFor();
  await diego.page.getByText("Paula Reis handed Bruno Lima's service over to you").waitFor();
  await diego.page.getByRole("button", { name: "Open the service" }).click();
  await diego.page.getByRole("heading", { name: "Bruno Lima" }).waitFor();
});

test("a note is for the team, and whom it names is told", async () => {
  const { page } = diego;
  await goTo(paula.page, "Calls");
  await page.getByText("Note", { exact: true }).click();
  await page.getByTestId("note").pressSequentially("Ask @pau");
  await page.getByTestId("mention").waitFor();
  wrong.push(...(await look(page, "note-writing")));
  await page.getByTestId("note").press("Enter");
  expect(await page.getByTestId("note").inputValue()).toBe("Ask @Paula Reis ");
  await page.getByTestId("note").pressSequentially("about the right channel");
  await page.getByTestId("note").press("Enter");
  await page.getByTestId("note-entry").getByText("Ask @Paula Reis about the right channel").waitFor();
  await paula.page.getByText("Diego Alves named you in a note on Bruno Lima").waitFor();
  await paula.page.getByRole("button", { name: "Open the service" }).click();
  await paula.page.getByTestId("note-entry").waitFor();
  wrong.push(...(await look(paula.page, "note")));
});

test("it is closed for a reason, found among the closed ones, and opened again", async () => {
  const { page } = diego;
  await page.getByTestId("service-menu").click();
  await page.getByTestId("close-service").click();
  await page.getByTestId("save").click();
  await page.getByText("Fill this in.").waitFor();
  await page.getByTestId("close-reason").fill("Resolved on the phone");
  wrong.push(...(await look(page, "close-service")));
  await page.getByTestId("save").click();
  await entry(page, "closed").getByText("Resolved on the phone").waitFor();
  await page.getByText("Message", { exact: true }).click();
  await page.getByTestId("service-closed").waitFor();
  await page.getByRole("radio", { name: "Closed" }).click();
  await expect.poll(() => page.getByTestId("conversation-row").count(), { timeout: patience }).toBe(1);
  await page.getByTestId("conversation-row").filter({ hasText: "Bruno Lima" }).waitFor();
  wrong.push(...(await look(page, "service-closed")));
  await page.getByTestId("reopen").click();
  await entry(page, "reopened").waitFor();
  await page.getByTestId("compose").waitFor();
  await page.getByRole("radio", { name: "All" }).click();
  await page.getByTestId("mine").click();
  await page.getByTestId("conversation-row").filter({ hasText: "Carla Dias" }).waitFor({ state: "detached" });
  await page.getByTestId("conversation-row").filter({ hasText: "Bruno Lima" }).waitFor();

  await paula.page.getByTestId("service-menu").click();
  await paula.page.getByTestId("close-service").click();
  await paula.page.getByRole("button", { name: "Resolved on the phone" }).click();
  expect(await paula.page.getByTestId("close-reason").inputValue()).toBe("Resolved on the phone");
});

test("the roulette deals it to somebody else", async () => {
  const { page } = diego;
  await page.getByTestId("service-menu").click();
  await page.getByTestId("hand-over").click();
  await page.getByRole("radio", { name: "Roulette" }).click();
  await page.getByRole("combobox", { name: "Among" }).click();
  await page.getByRole("option", { name: "Atendimento" }).click();
  wrong.push(...(await look(page, "roulette")));
  await page.getByTestId("save").click();
  await entry(page, "transferred")
    .getByText(/handed the service over to (Alice Prado|Paula Reis)/)
    .waitFor();
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  for (const person of [paula, diego]) expect(troubles(person)).toEqual([]);
});
