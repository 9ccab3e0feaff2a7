import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import { alice, carla, chooseFor, openSettings, signIn } from "../support/people";
import { keepPicture, takePicture } from "../support/pictures";
import { openStage } from "../support/stage";

// Can they call? An administrator reads every gate between a person and a contact, and sees it open when it is put right.

let admin: Person;
let other: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  admin = await stage.enter("refused");
  other = await stage.beside(admin);
  await signIn(admin.page, stage.demo, alice);
  await signIn(other.page, stage.demo, alice);
});

async function choose(page: Page, what: "user" | "contact", search: string, name: string): Promise<void> {
  await page.getByTestId(`check-${what}`).click();
  await page.getByTestId(`check-${what}-search`).fill(search);
  await page.getByRole("option", { name }).click();
}

const answer = (open: boolean) =>
  admin.page.locator(`[data-testid="check-answer"][data-open="${open}"]`).waitFor();
const gate = (name: string, open: boolean) =>
  admin.page.locator(`[data-testid="gate"][data-gate="${name}"][data-open="${open}"]`);

test("a person and a contact are chosen, also by the keyboard, and every gate is shown", async () => {
  const { page } = admin;
  await openSettings(page, "Can they call?");
  await page.getByText("Who, and whom?").waitFor();
  wrong.push(...(await look(page, "check-empty")));
  await choose(page, "user", "die", "Diego Alves");
  await page.getByTestId("check-contact").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("ana");
  await page.getByRole("option", { name: /Carla/ }).waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await answer(false);
  await page.getByText("Diego Alves cannot call Ana Souza").waitFor();
  await gate("call_permission", false).getByText("was not asked").waitFor();
  await gate("operator", true).waitFor();
  expect(await page.getByTestId("gate").count()).toBe(26);
});

test("a gate that is put right elsewhere opens without a reload", async () => {
  const { page } = admin;
  await choose(page, "contact", "carla", "Carla Dias");
  await answer(true);
  await openSettings(other.page, "Permission Group");
  const group = other.page.getByTestId("group-row").filter({ hasText: "Atendimento com ligações" });
  await chooseFor(group, "edit");
  await other.page.getByTestId("path-sac360.whatsapp_api.calls").click();
  await other.page.getByTestId("save").click();
  await answer(false);
  const closed = gate("permission_path", false);
  await closed
    .first()
    .getByText("“Your permission group does not include SAC 360º > WhatsApp API > Calls.”")
    .waitFor();
  wrong.push(...(await look(page, "check")));
  await keepPicture("can-they-call", await takePicture(page));
  await closed.first().getByTestId("gate-fix").click();
  await page.getByRole("heading", { level: 1, name: "Permission Group" }).waitFor();
  await page.goBack();
  await answer(false);
  await chooseFor(group, "edit");
  await other.page.getByTestId("path-sac360.whatsapp_api.calls").click();
  await other.page.getByTestId("save").click();
  await answer(true);
  await stage.demo.sandbox.permission(carla, "reject");
  await gate("call_permission", false).waitFor();
});

test("a user's menu leads there, and a link keeps the question", async () => {
  const { page } = admin;
  await openSettings(page, "Users");
  await chooseFor(page.getByTestId("user-row").filter({ hasText: "Paula Reis" }), "check");
  await page.getByTestId("check-user").filter({ hasText: "Paula Reis" }).waitFor();
  await choose(page, "contact", "ana", "Ana Souza");
  await answer(false);
  await page.reload();
  await page.getByText("Paula Reis cannot call Ana Souza").waitFor();
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  for (const person of [admin, other]) expect(troubles(person)).toEqual([]);
});
