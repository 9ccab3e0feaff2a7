import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { column, makeDeal } from "../support/deals";
import { root } from "../support/demo";
import { look, troubles } from "../support/looks";
import { alice, callBar, carla, dial, goTo, openService, signIn } from "../support/people";
import { openStage } from "../support/stage";
import { operatorTone } from "../support/tone";

// Every page of the console's router, and what opens on those of the settings: at 1440 and 390 pixels, light and dark, without serious
// faults for whoever cannot see it. What a page is like in the middle of something is looked at in the scenarios of its own.

interface Look {
  /** What is there when the page is; a heading where nothing is said. */
  ready?: string;
  /** The list from which one thing is opened, where the page is about one. */
  from?: string;
  row?: string;
  /** What else opens on it. */
  opens?: Record<string, string>;
  /** Whether somebody sees it who is not signed in. */
  outside?: true;
  /** The scenario that looks at it, where it takes another server than this one. */
  elsewhere?: string;
}

const pages: Record<string, Look> = {
  "/": { ready: "conversation-row" },
  "/sac": { ready: "conversation-row" },
  "/sac/$conversationId": { from: "/sac", row: "conversation-row", ready: "message" },
  "/contacts": { ready: "contact-row" },
  "/contacts/$contactId": { from: "/contacts", row: "contact-row", ready: "edit-contact" },
  "/contacts/duplicates": {},
  "/contacts/import": { ready: "import-row" },
  "/contacts/import/$importId": { from: "/contacts/import", row: "import-row", ready: "import-added" },
  "/crm": { ready: "deal-card" },
  "/crm/$dealId": { from: "/crm", row: "deal-card", ready: "deal-event" },
  "/calls": { ready: "call-row" },
  "/calls/$callId": { from: "/calls", row: "call-row", ready: "timeline-line" },
  "/whatsapp-calls": {},
  "/settings": {},
  "/settings/accounts": { ready: "account-card" },
  "/settings/pricing": { ready: "rate" },
  "/settings/users": { ready: "user-row", opens: { "users-invite": "invite" } },
  "/settings/departments": { ready: "department-row", opens: { "departments-add": "add-department" } },
  "/settings/groups": { ready: "group-row", opens: { "groups-add": "add-group" } },
  "/settings/check": {},
  "/settings/fields": { ready: "field-row", opens: { "fields-add": "add-field" } },
  "/settings/desk": { ready: "quick-reply-row", opens: { "desk-quick-reply": "new-quick-reply" } },
  "/settings/funnels": { ready: "funnel-row", opens: { "funnels-add": "add-funnel" } },
  "/settings/plan": { ready: "plan-seats" },
  "/settings/audit": { ready: "audit-entry" },
  "/me": { ready: "new-token" },
  "/sign-in": { ready: "sign-in", outside: true },
  "/setup": { elsewhere: "owner.test.ts" },
  "/invitation": { outside: true },
};

let person: Person;
let stranger: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  await stage.demo.sandbox.user({ wa_id: carla, behaviour: "answer", answer_after_ms: 0, sound: "tone" });
  const operator = await stage.enter({ hertz: operatorTone });
  await signIn(operator.page, stage.demo);
  await openService(operator.page, "Carla Dias");
  await dial(operator.page);
  await callBar(operator.page, "talking").waitFor();
  await operator.page.getByTestId("hangup").click();
  await callBar(operator.page, "ended").waitFor();
  person = await stage.beside(operator);
  stranger = await stage.beside(operator);
  const { page } = person;
  await signIn(page, stage.demo, alice);
  await goTo(page, "CRM");
  await page.getByTestId("ready-funnel").click();
  await column(page, "New").waitFor();
  await makeDeal(page, "Valve amplifier", "Ana Souza", "1250.50");
  await open(page, "/settings/fields");
  await page.getByTestId("add-field").first().click();
  await page.getByTestId("field-name").fill("Customer number");
  await page.getByTestId("save").click();
  await page.getByTestId("field-row").waitFor();
  await open(page, "/settings/desk");
  await page.getByTestId("new-quick-reply").click();
  await page.getByTestId("quick-word").fill("hours");
  await page.getByTestId("quick-text").fill("We are here from 9 to 18, {name}.");
  await page.getByTestId("save").click();
  await page.getByTestId("quick-reply-row").waitFor();
  await open(page, "/contacts/import");
  await page.getByTestId("import-file").setInputFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("name,phone\nZoe Prado,+55 11 98888-0001\n"),
  });
  await page.getByTestId("preview-row").waitFor();
  await page.getByTestId("import-start").click();
  await page.getByTestId("import-added").filter({ hasText: "1" }).waitFor();
});

const open = (page: Page, path: string) => page.goto(stage.demo.console + path);
const nameOf = (path: string) => `page${path.replaceAll(/[/$]+/g, "-").replace(/-$/, "-home")}`;

/** The addresses that the router knows. */
async function routes(): Promise<string[]> {
  const source = await readFile(join(root, "web/src/app/router.tsx"), "utf8");
  const known = new Map<string, string>([["root", ""]]);
  const found: string[] = [];
  const route =
    /const (\w+) = createRoute\(\{\s*getParentRoute: \(\) => (\w+),\s*(?:id: "\w+"|path: "([^"]*)")/g;
  for (const [, name = "", parent = "", path] of source.matchAll(route)) {
    const full = [known.get(parent), path?.replace(/^\/|\/$/g, "")].filter(Boolean).join("/");
    known.set(name, full);
    if (path !== undefined) found.push(`/${full}`);
  }
  return [...new Set(found)].sort();
}

test("the table has every page of the router", async () => {
  expect(Object.keys(pages).sort()).toEqual(await routes());
});

for (const [path, { ready, from, row, opens = {}, outside, elsewhere }] of Object.entries(pages)) {
  test(path, async () => {
    if (elsewhere) {
      const source = await readFile(join(root, "e2e/scenarios", elsewhere), "utf8");
      expect(source).toContain(`look(page, "${path.slice(1)}")`);
      return;
    }
    const { page } = outside ? stranger : person;
    await open(page, from ?? path);
    if (row) await page.getByTestId(row).first().click();
    await (ready ? page.getByTestId(ready) : page.getByRole("heading")).first().waitFor();
    wrong.push(...(await look(page, nameOf(path))));
    for (const [name, button] of Object.entries(opens)) {
      await page.getByTestId(button).first().click();
      await page.getByRole("dialog").waitFor();
      wrong.push(...(await look(page, `page-${name}`)));
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
  });
}

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  expect(troubles(person)).toEqual([]);
  // There is no such invitation.
  expect(troubles(stranger).filter((error) => !error.includes("/api/invitations/look"))).toEqual([]);
});
