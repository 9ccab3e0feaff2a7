import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Person, Voiced } from "../support/browser";
import { look, troubles } from "../support/looks";
import { goTo, openSettings } from "../support/people";
import { type Bare, startBare } from "../support/serve";

// A server from nothing: somebody sets it up, the owner changes its plan at the shell, and the audit has it all.

let server: Bare;
let browser: Voiced;
let admin: Person;
const wrong: string[] = [];

beforeAll(async () => {
  server = await startBare();
  browser = await Voiced.start("refused");
  admin = await browser.person();
});

afterAll(async () => {
  await browser?.close();
  expect(await server?.stop()).toBe(0);
});

test("who opens an empty server sets it up with the code from its console", async () => {
  const { page } = admin;
  expect(server.setupCode).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  await page.goto(server.console);
  await page.getByRole("heading", { name: "Set up Ramal" }).waitFor();
  wrong.push(...(await look(page, "setup")));
  await page.getByTestId("setup-code").fill("AAAA-BBBB-CCCC");
  await page.getByTestId("setup-workspace").fill("Oficina Aurora");
  await page.getByTestId("setup-name").fill("Alice Prado");
  await page.getByTestId("setup-email").fill("alice@aurora.example");
  await page.getByTestId("setup-password").fill("a sentence is better");
  await page.getByTestId("set-up").click();
  await page.getByText(/This is not the code/).waitFor();
  await page.getByTestId("setup-code").fill(server.setupCode.toLowerCase());
  await page.getByTestId("set-up").click();
  await page.getByRole("heading", { level: 1, name: "Account Settings" }).waitFor();

  const late = await browser.person();
  await late.page.goto(`${server.console}/setup`);
  await late.page.getByTestId("sign-in").waitFor();
  await late.page.close();
});

test("a module that is taken out of the plan is gone from the open pages, and comes back", async () => {
  const { page } = admin;
  await goTo(page, "WhatsApp Calls");
  await page.getByText("No account is connected yet").waitFor();
  await server.command("workspace", "plan", "Oficina Aurora", "--no-modules", "--seats=1");
  await page.getByTestId("module-off").waitFor();
  wrong.push(...(await look(page, "module-off")));
  await page.getByRole("navigation").getByRole("link", { name: "Calls", exact: true }).click();
  await page.getByText("Calling is not part of your plan.").waitFor();
  const refused = await page.evaluate(async () => (await fetch("/api/calls")).status);
  expect(refused).toBe(403);
  await openSettings(page, "Plan");
  await page.getByTestId("module-calls").filter({ hasText: "Not in the plan" }).waitFor();
  await page.getByTestId("plan-seats").filter({ hasText: "1 of 1 seats" }).waitFor();
  wrong.push(...(await look(page, "plan")));

  await openSettings(page, "Users");
  await page.getByTestId("invite").click();
  await page.getByTestId("user-name").fill("Diego Alves");
  await page.getByTestId("user-email").fill("diego@aurora.example");
  await page.getByTestId("save").click();
  await page.getByText(/All 1 seats of your plan are taken/).waitFor();
  await page.keyboard.press("Escape");

  await openSettings(page, "Plan");
  await server.command("workspace", "plan", "Oficina Aurora", "--modules=calls", "--seats=0");
  await page.getByTestId("module-calls").filter({ hasText: "In the plan" }).waitFor();
});

test("the audit has who, what and from where, can be narrowed and taken along", async () => {
  const { page } = admin;
  await openSettings(page, "Permission Group");
  await page.getByTestId("add-group").last().click();
  await page.getByTestId("group-name").fill('=HYPERLINK("http://evil")');
  await page.getByTestId("path-sac360").click();
  await page.getByTestId("save").click();
  await page.getByTestId("group-row").waitFor();

  await openSettings(page, "Audit");
  const entries = page.getByTestId("audit-entry");
  await entries.filter({ hasText: "Alice Prado made the workspace Oficina Aurora" }).waitFor();
  await entries
    .filter({ hasText: "The server's owner changed the plan of Oficina Aurora" })
    .first()
    .waitFor();
  wrong.push(...(await look(page, "audit")));
  await page.getByRole("combobox", { name: "What" }).click();
  await page.getByRole("option", { name: "Plan" }).click();
  await page.locator('[data-action="group.created"]').waitFor({ state: "detached" });
  expect(await entries.count()).toBe(2);
  await page.getByRole("combobox", { name: "What" }).click();
  await page.getByRole("option", { name: "Everything" }).click();
  await page.locator('[data-action="group.created"]').waitFor();

  const [file] = await Promise.all([page.waitForEvent("download"), page.getByTestId("export").click()]);
  const text = await readFile(await file.path(), "utf8");
  expect(text.startsWith("\ufefftime,who,address,action,what,field,before,after")).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect(text).toMatch(/plan\.changed,Oficina Aurora,modules,calls,none/);
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  expect(troubles(admin).filter((error) => !/status of (403|409)/.test(error))).toEqual([]);
});
