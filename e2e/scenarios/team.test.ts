import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import {
  alice,
  callButton,
  chooseFor,
  diego,
  goTo,
  openService,
  openSettings,
  signIn,
} from "../support/people";
import { openStage } from "../support/stage";

// An administrator says who may do what, and it counts at once for whoever is signed in.

let admin: Person;
let agent: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  admin = await stage.enter("refused");
  agent = await stage.enter("refused");
  await signIn(admin.page, stage.demo, alice);
  await signIn(agent.page, stage.demo, diego);
});

const row = (person: Person, kind: string, name: string) =>
  person.page.getByTestId(`${kind}-row`).filter({ hasText: name });

test("a path that is taken from a group is gone from the open page, and comes back", async () => {
  const { page } = agent;
  await openService(page, "Carla Dias");
  await callButton(page).waitFor();

  await openSettings(admin.page, "Permission Group");
  await chooseFor(row(admin, "group", "Atendimento com ligações"), "edit");
  await admin.page.getByTestId("path-sac360.whatsapp_api.calls").click();
  wrong.push(...(await look(admin.page, "group-editor")));
  await admin.page.getByTestId("save").click();
  await admin.page.getByTestId("save").waitFor({ state: "detached" });

  await callButton(page).waitFor({ state: "detached" });
  const refused = await page.evaluate(async () => {
    const answer = await fetch("/api/calls");
    return { status: answer.status, problem: await answer.json() };
  });
  expect(refused.status).toBe(403);

  await chooseFor(row(admin, "group", "Atendimento com ligações"), "edit");
  await admin.page.getByTestId("path-sac360.whatsapp_api.calls").click();
  await admin.page.getByTestId("save").click();
  await callButton(page).waitFor();
});

test("a department carries people, accounts and groups", async () => {
  const { page } = admin;
  await openSettings(page, "Departments");
  await page.getByTestId("add-department").click();
  await page.getByTestId("department-name").fill("Bancada");
  await page
    .getByTestId("pick-members")
    .getByLabel(/Diego Alves/)
    .click();
  await page
    .getByTestId("pick-groups")
    .getByLabel(/Atendimento com ligações/)
    .click();
  wrong.push(...(await look(page, "department-editor")));
  await page.getByTestId("save").click();
  await row(admin, "department", "Bancada").filter({ hasText: "Diego Alves" }).waitFor();
  wrong.push(...(await look(page, "departments")));

  await page.getByTestId("add-department").click();
  await page.getByTestId("department-name").fill("Bancada");
  await page.getByTestId("save").click();
  await page.getByText("There is a department of this name already.").waitFor();
  await page.keyboard.press("Escape");
});

test("two administrators at one user: the second is told and sees the first one's change", async () => {
  const { page } = admin;
  const other = await stage.beside(admin);
  await signIn(other.page, stage.demo, alice);
  await openSettings(page, "Users");
  await openSettings(other.page, "Users");
  await chooseFor(row(admin, "user", "Paula Reis"), "edit");
  await chooseFor(row(other, "user", "Paula Reis"), "edit");
  await page.getByTestId("user-extension").fill("201");
  await page.getByTestId("save").click();
  await page.getByTestId("save").waitFor({ state: "detached" });
  await other.page.getByTestId("user-name").fill("Paula R.");
  await other.page.getByTestId("save").click();
  await other.page.getByText(/Somebody else changed this/).waitFor();
  expect(await other.page.getByTestId("user-extension").inputValue()).toBe("201");
  expect(await other.page.getByTestId("user-name").inputValue()).toBe("Paula Reis");
  await other.page.close();
});

test("somebody is invited, joins by the link, and is blocked", async () => {
  const { page } = admin;
  await page.getByTestId("invite").click();
  await page.getByTestId("user-name").fill("Nina Costa");
  await page.getByTestId("user-email").fill("paula@aurora.example");
  await page.getByTestId("save").click();
  await page.getByText("Somebody signs in with this e-mail address already.").waitFor();
  await page.getByTestId("user-email").fill("nina@aurora.example");
  await page.getByTestId("pick-departments").getByLabel("Bancada").click();
  wrong.push(...(await look(page, "invite")));
  await page.getByTestId("save").click();
  const link = await page.getByTestId("invitation-link").innerText();
  wrong.push(...(await look(page, "invitation-link")));
  await page.getByTestId("link-done").click();
  await row(admin, "invitation", "Nina Costa").waitFor();
  wrong.push(...(await look(page, "users")));

  const nina = await stage.enter("refused");
  await nina.page.goto(stage.demo.console + new URL(link).pathname + new URL(link).hash);
  await nina.page.getByRole("heading", { name: /Welcome to Oficina Aurora/ }).waitFor();
  wrong.push(...(await look(nina.page, "invitation")));
  await nina.page.getByTestId("new-password").fill("kurz");
  await nina.page.getByTestId("join").click();
  await nina.page.getByText("At least 8 characters.", { exact: true }).waitFor();
  await nina.page.getByTestId("new-password").fill("a sentence is better");
  await nina.page.getByTestId("join").click();
  await nina.page.getByTestId("own-menu").waitFor();
  await goTo(nina.page, "SAC 360º");

  await row(admin, "user", "Nina Costa").waitFor();
  await row(admin, "invitation", "Nina Costa").waitFor({ state: "detached" });
  await chooseFor(row(admin, "user", "Nina Costa"), "block");
  await page.getByTestId("confirm").click();
  await nina.page.getByTestId("sign-in").waitFor();

  await nina.page.goto(stage.demo.console + new URL(link).pathname + new URL(link).hash);
  await nina.page.getByText("This link cannot be used any more").waitFor();
});

test("nobody blocks themselves, and who is no administrator finds no settings", async () => {
  await row(admin, "user", alice.name).getByTestId("row-menu").click();
  await admin.page
    .getByTestId("block")
    .filter({ hasText: /cannot block yourself/ })
    .waitFor();
  await admin.page.keyboard.press("Escape");
  await agent.page.goto(`${stage.demo.console}/settings/users`);
  await agent.page.getByText("You have no access to this page").waitFor();
  wrong.push(...(await look(agent.page, "settings-no-permission")));
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  expect(troubles(agent).filter((error) => !error.includes("status of 403"))).toEqual([]);
  expect(troubles(admin).filter((error) => !/status of 409/.test(error))).toEqual([]);
});
