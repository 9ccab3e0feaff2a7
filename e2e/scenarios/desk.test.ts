import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import { patience } from "../support/patience";
import { alice, ana, carla, diego as diegoAlves, signIn, speak } from "../support/people";
import { openStage } from "../support/stage";

// The service desk in Portuguese: services are narrowed, found by what was written, moved on a board that two people look at, and
// answered with quick replies; a long thread is read from its end and from its middle.

let paula: Person;
let diego: Person;
let admin: Person;
const wrong: string[] = [];

/** How many messages Ana has written, and one among them that nobody else wrote. */
const long = 260;
const rare = "A etiqueta diz número de série Gradiente 4471-B";

const stage = openStage(async () => {
  const { sandbox } = stage.demo;
  for (let i = 1; i <= long; i++) await sandbox.write(ana, i === 40 ? rare : `Mensagem ${i}`);
  paula = await stage.enter("refused");
  diego = await stage.beside(paula);
  admin = await stage.beside(paula);
  await signIn(paula.page, stage.demo);
  await signIn(diego.page, stage.demo, diegoAlves);
  await signIn(admin.page, stage.demo, alice);
  for (const { page } of [paula, diego, admin]) await speak(page, "Português (Brasil)");
});

const row = (page: Page, name: string) => page.getByTestId("conversation-row").filter({ hasText: name });
const card = (page: Page, column: string, name: string) =>
  page.getByTestId(`column-${column}`).getByTestId("card").filter({ hasText: name });

test("services are narrowed by what is chosen, and each choice can be taken away", async () => {
  const { page } = paula;
  await row(page, "Ana Souza").waitFor();
  await page.getByTestId("narrow").click();
  await page.getByRole("menuitemcheckbox", { name: "Não lidos" }).click();
  await row(page, "Carla Dias").waitFor({ state: "detached" });
  await page.getByRole("menuitemcheckbox", { name: "Janela fecha em até 2 horas" }).click();
  await row(page, "Bruno Lima").waitFor({ state: "detached" });
  wrong.push(...(await look(page, "desk-narrow")));
  await page.keyboard.press("Escape");
  await page.getByText("Nenhum atendimento corresponde").waitFor();
  await page.getByRole("button", { name: "Tirar: Janela fecha em até 2 horas" }).click();
  await row(page, "Bruno Lima").waitFor();
  await page.getByTestId("narrow").click();
  await page.getByRole("menuitemradio", { name: "Paula Reis" }).click();
  await row(page, "Bruno Lima").waitFor({ state: "detached" });
  while ((await page.getByTestId("narrowed").count()) > 0) await page.getByTestId("narrowed").first().click();
  await row(page, "Carla Dias").waitFor();
});

test("what somebody wrote is found without its accents, and the thread opens there", async () => {
  const { page } = paula;
  await page.getByRole("searchbox", { name: "Buscar nomes, números e mensagens" }).fill("numero de SERIE");
  const hit = page.getByTestId("text-hit");
  await hit.filter({ hasText: "Ana Souza" }).waitFor();
  wrong.push(...(await look(page, "desk-found")));
  await hit.click();
  const there = page.getByTestId("message").filter({ hasText: rare });
  await there.waitFor();
  await expect.poll(() => inView(page, rare), { timeout: patience }).toBe(true);
  await page
    .getByTestId("message")
    .filter({ hasText: /^Mensagem 41/ })
    .waitFor();
  expect(
    await page
      .getByTestId("message")
      .filter({ hasText: `Mensagem ${long}` })
      .count(),
  ).toBe(0);
  await page.getByTestId("to-newest").click();
  await page
    .getByTestId("message")
    .filter({ hasText: `Mensagem ${long}` })
    .waitFor();
  await page.getByRole("searchbox").fill("");
});

test("a long thread is read back to its beginning, and what one reads does not move", async () => {
  const { page } = paula;
  const log = page.getByRole("log");
  await expect
    .poll(
      async () => {
        await log.locator("xpath=..").evaluate((view) => view.scrollTo({ top: -1e9 }));
        return page.getByText("Mensagem 1", { exact: true }).count();
      },
      { timeout: patience },
    )
    .toBe(1);
  const first = page.getByText("Mensagem 2", { exact: true });
  await first.scrollIntoViewIfNeeded();
  const before = await first.boundingBox();
  await stage.demo.sandbox.write(ana, "E mais uma");
  await page.getByTestId("to-newest").getByText("Novas mensagens").waitFor();
  const after = await first.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 99))).toBeLessThan(2);
  await page.getByTestId("to-newest").click();
  await page.getByTestId("message").filter({ hasText: "E mais uma" }).waitFor();
});

test("an administrator offers quick replies and reasons", async () => {
  const { page } = admin;
  await page.goto(`${stage.demo.console}/settings/desk`);
  await page.getByTestId("new-quick-reply").click();
  await page.getByTestId("quick-word").fill("duas palavras");
  await page.getByTestId("quick-text").fill("Olá, {first}! Aqui é {attendant}. Abrimos às 9h.");
  await page.getByTestId("save").click();
  await page.getByText("A palavra não pode ter espaços nem barra.").waitFor();
  await page.getByTestId("quick-word").fill("/Horario");
  await page.getByTestId("save").click();
  await page.getByTestId("quick-reply-row").getByText("/horario").waitFor();
  await page.getByTestId("closing-free").click();
  await page.getByTestId("save-closing").click();
  await page.getByText("Sem nenhum motivo na lista").waitFor();
  await page.getByTestId("closing-reasons").fill("Resolvido\nSem resposta");
  await page.getByTestId("save-closing").click();
  await page.getByText("Salvo").first().waitFor();
  wrong.push(...(await look(page, "desk-settings")));
});

test("a slash offers quick replies, filled in", async () => {
  const { page } = paula;
  const box = page.getByTestId("compose");
  await box.pressSequentially("/hor");
  await page.getByTestId("quick-reply").waitFor();
  wrong.push(...(await look(page, "desk-quick")));
  await box.press("Enter");
  expect(await box.inputValue()).toBe("Olá, Ana! Aqui é Paula Reis. Abrimos às 9h.");
  await page.reload(); // what is not sent yet is still there
  await box.waitFor();
  expect(await box.inputValue()).toBe("Olá, Ana! Aqui é Paula Reis. Abrimos às 9h.");
  await box.press("Enter");
  await page.getByTestId("message").filter({ hasText: "Abrimos às 9h." }).waitFor();
});

test("a service is drawn on the board, and the other page shows it", async () => {
  for (const { page } of [paula, diego]) {
    await page.getByTestId("view-board").click();
    await card(page, "waiting", "Bruno Lima").waitFor();
  }
  const { page } = paula;
  await draw(page, card(page, "waiting", "Bruno Lima"), "in_service");
  await card(diego.page, "in_service", "Bruno Lima").getByText("Paula Reis").waitFor();
  wrong.push(...(await look(page, "desk-board")));
});

test("by keys it is closed for one of the reasons, and opened again", async () => {
  const { page } = diego;
  await card(page, "in_service", "Bruno Lima").focus();
  await page.keyboard.press("Space");
  await page.getByText("Bruno Lima sobre Em atendimento.").waitFor({ state: "attached" });
  await page.keyboard.press("ArrowRight");
  await page.getByText("Bruno Lima sobre Finalizados.").waitFor({ state: "attached" });
  await page.keyboard.press("Space");
  await page.getByTestId("listed-reason").filter({ hasText: "Sem resposta" }).waitFor();
  expect(await page.getByTestId("close-reason").count()).toBe(0);
  wrong.push(...(await look(page, "desk-close")));
  await page.getByTestId("save").click();
  await page.getByText("Escolha um dos motivos.").waitFor();
  await page.getByTestId("listed-reason").filter({ hasText: "Sem resposta" }).click();
  await page.getByTestId("save").click();
  await card(paula.page, "closed", "Bruno Lima").waitFor();
  await draw(paula.page, card(paula.page, "closed", "Bruno Lima"), "in_service");
  await card(page, "in_service", "Bruno Lima").getByText("Paula Reis").waitFor();
});

test("drawn back to waiting it asks for whom", async () => {
  const { page } = paula;
  await draw(page, card(page, "in_service", "Bruno Lima"), "waiting");
  await page.getByTestId("hand-over-to").click();
  await page.getByRole("option", { name: "Atendimento" }).click();
  await page.getByTestId("save").click();
  await card(diego.page, "waiting", "Bruno Lima").waitFor();
});

test("a card opens its thread beside the board, and a call is called back from there", async () => {
  const { page } = paula;
  await stage.demo.sandbox.user({ wa_id: carla, behaviour: "answer", answer_after_ms: 0 });
  await card(page, "in_service", "Carla Dias").click();
  await page.getByRole("heading", { name: "Carla Dias" }).waitFor();
  await page.getByTestId("message").first().waitFor();
  wrong.push(...(await look(page, "desk-beside")));
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  for (const person of [paula, diego]) expect(troubles(person)).toEqual([]);
  expect(troubles(admin).filter((error) => !/status of 400/.test(error))).toEqual([]); // what was refused
});

async function draw(page: Page, what: ReturnType<typeof card>, to: string): Promise<void> {
  const from = await what.boundingBox();
  const column = await page.getByTestId(`column-${to}`).boundingBox();
  if (!from || !column) throw new Error("nothing to draw, or nowhere");
  await page.mouse.move(from.x + 60, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y + 30, { steps: 4 });
  await page.mouse.move(column.x + column.width / 2, column.y + 120, { steps: 10 });
  await page.mouse.up();
}

async function inView(page: Page, text: string): Promise<boolean> {
  const message = await page.getByTestId("message").filter({ hasText: text }).boundingBox();
  const log = await page.getByRole("log").locator("xpath=..").boundingBox();
  return Boolean(message && log && message.y >= log.y && message.y + message.height <= log.y + log.height);
}
