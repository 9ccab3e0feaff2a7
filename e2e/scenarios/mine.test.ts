import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look, troubles } from "../support/looks";
import { alice, chooseFor, openSettings, signIn } from "../support/people";
import { openStage } from "../support/stage";
import { codeOf } from "../support/totp";

// One's own account: a second factor, the sessions, tokens for programs.

let paula: Person;
let elsewhere: Person;
let seed = "";
let recovery: string[] = [];
const wrong: string[] = [];

const stage = openStage(async () => {
  paula = await stage.enter("refused");
  elsewhere = await stage.enter("refused");
  await signIn(paula.page, stage.demo);
});

async function openMine(page: Page): Promise<void> {
  await page.getByTestId("own-menu").click();
  await page.getByTestId("my-account").click();
  await page.getByRole("heading", { level: 1, name: "My account" }).waitFor();
}

async function enter(page: Page, password = "ramal-demo"): Promise<void> {
  await page.getByTestId("sign-in-email").fill("paula@aurora.example");
  await page.getByTestId("sign-in-password").fill(password);
  await page.getByTestId("sign-in").click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByTestId("own-menu").click();
  await page.getByTestId("sign-out").click();
  await page.getByTestId("sign-in-email").waitFor();
}

test("a second factor is set up with an app, and its codes are asked for", async () => {
  const { page } = paula;
  await openMine(page);
  wrong.push(...(await look(page, "mine")));
  await page.getByTestId("factor-on").click();
  seed = await page.getByTestId("seed").innerText();
  await page.getByTestId("factor-code").fill("000000");
  await page.getByTestId("factor-password").fill("ramal-demo");
  await page.getByTestId("save").click();
  await page.getByText(/not the code that the app shows/).waitFor();
  wrong.push(...(await look(page, "mine-enrol")));
  await page.getByTestId("factor-code").fill(codeOf(seed, -1));
  await page.getByTestId("save").click();
  recovery = (await page.getByTestId("secret").innerText()).split("\n");
  expect(recovery).toHaveLength(10);
  wrong.push(...(await look(page, "mine-codes")));
  await page.getByTestId("secret-done").click();
  await page.locator('[data-testid="factor"][data-on="true"]').waitFor();

  await signOut(page);
  await enter(page);
  await page.getByTestId("sign-in-code").fill("123456");
  await page.getByTestId("sign-in").click();
  await page.getByText(/This code is wrong, or was used already/).waitFor();
  wrong.push(...(await look(page, "sign-in-code")));
  await page.getByTestId("sign-in-code").fill(codeOf(seed));
  await page.getByTestId("sign-in").click();
  await page.getByTestId("own-menu").waitFor();
});

test("a recovery code signs in once", async () => {
  const { page } = elsewhere;
  await page.goto(stage.demo.console);
  await enter(page);
  await page.getByTestId("sign-in-code").fill(recovery[0] ?? "");
  await page.getByTestId("sign-in").click();
  await page.getByTestId("own-menu").waitFor();
  await signOut(page);
  await enter(page);
  await page.getByTestId("sign-in-code").fill(recovery[0] ?? "");
  await page.getByTestId("sign-in").click();
  await page.getByText(/This code is wrong, or was used already/).waitFor();
  await page.getByTestId("sign-in-code").fill(recovery[1] ?? "");
  await page.getByTestId("sign-in").click();
  await page.getByTestId("own-menu").waitFor();
});

test("signing out everywhere throws the other page out at once", async () => {
  const { page } = paula;
  await openMine(page);
  await page.getByTestId("session").nth(1).waitFor();
  expect(await page.getByTestId("session").count()).toBe(2);
  await page.getByTestId("end-all").click();
  await elsewhere.page.getByTestId("sign-in-email").waitFor();
  await page.getByTestId("session").nth(1).waitFor({ state: "detached" });
});

test("a program works with a token, as far as its scopes go, until it is revoked", async () => {
  const { page } = paula;
  await page.getByTestId("new-token").click();
  await page.getByTestId("token-name").fill("Reports");
  wrong.push(...(await look(page, "mine-token")));
  await page.getByTestId("save").click();
  const token = await page.getByTestId("secret").innerText();
  await page.getByTestId("secret-done").click();
  const ask = async (path: string, init: RequestInit = {}) =>
    (await fetch(stage.demo.console + path, { ...init, headers: { Authorization: `Bearer ${token}` } }))
      .status;
  expect(await ask("/api/contacts")).toBe(200);
  expect(await ask("/api/calls", { method: "POST", body: "{}" })).not.toBe(201);
  expect(await ask("/api/me/tokens")).toBe(403);
  expect(await ask("/api/settings/users")).toBe(403);
  await page.getByTestId("revoke").click();
  await page.getByTestId("confirm").click();
  await page.getByTestId("token").waitFor({ state: "detached" });
  expect(await ask("/api/contacts")).toBe(401);
});

test("the password is changed, and an administrator takes a lost factor away", async () => {
  const { page } = paula;
  await page.getByTestId("old-password").fill("wrong");
  await page.getByTestId("new-password").fill("a sentence is better");
  await page.getByTestId("change-password").click();
  await page.getByText("This is not your password.").waitFor();
  await page.getByTestId("old-password").fill("ramal-demo");
  await page.getByTestId("change-password").click();
  await page.getByText("Your password is changed").waitFor();

  await signIn(elsewhere.page, stage.demo, alice);
  await openSettings(elsewhere.page, "Users");
  await chooseFor(elsewhere.page.getByTestId("user-row").filter({ hasText: "Paula Reis" }), "remove-factor");
  await elsewhere.page.getByTestId("confirm").click();
  await page.locator('[data-testid="factor"][data-on="false"]').waitFor();
  await signOut(page);
  await enter(page, "a sentence is better");
  await page.getByTestId("own-menu").waitFor();
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  const refused = /status of (400|401)/;
  expect(troubles(paula).filter((error) => !refused.test(error))).toEqual([]);
  expect(troubles(elsewhere).filter((error) => !refused.test(error))).toEqual([]);
});
