import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, type Person } from "../support/browser";
import { type Demo, startDemo } from "../support/demo";
import { ana, openConversation, signIn } from "../support/people";
import { hearTone } from "../support/tone";

// Bad days: Meta stumbles, webhooks come double and out of order, the server is killed in the middle of a call.

let demo: Demo;
let operator: Person;

beforeAll(async () => {
  demo = await startDemo();
  await demo.sandbox.user({ wa_id: ana, behaviour: "answer", answer_after_ms: 300, sound: "tone" });
  await demo.sandbox.write(ana, "Pode ligar.");
  await demo.sandbox.permission(ana, "accept", true);
  operator = await openBrowser({ hertz: 440 });
  await signIn(operator.page, demo);
  await openConversation(operator.page, "Ana Souza");
});

afterAll(async () => {
  await operator?.close();
  await demo?.stop();
  await demo?.forget();
});

const state = (name: string) => operator.page.locator(`[data-testid="call-state"][data-state="${name}"]`);

async function dial(): Promise<void> {
  await operator.page.locator('[data-testid="call-button"]:not([disabled]):not([aria-disabled="true"])').first().click();
  await operator.page.getByTestId("call-bar").waitFor();
}

test("webhooks that come twice and in the wrong order make one call", async () => {
  await demo.sandbox.faults({ double: true, reorder: true });
  await dial();
  await state("active").waitFor();
  expect((await hearTone(operator.page)).hertz).toBeGreaterThan(980);
  await operator.page.getByTestId("hangup").click();
  await state("ended").waitFor();
  await demo.sandbox.faults({});
  expect((await demo.sandbox.calls()).length).toBe(1);
});

test("a fault of Meta's is said in words, and nothing hangs", async () => {
  await demo.sandbox.faults({ graph_5xx: 1 });
  await dial();
  await state("ended").waitFor();
  await operator.page.getByTestId("call-bar").filter({ hasText: /Meta/ }).waitFor();
});

test("a killed server, started again, ends at Meta what it left behind", async () => {
  await dial();
  await state("active").waitFor();
  await demo.kill();
  demo = await startDemo({ data: demo.data });
  await operator.page.goto(demo.console);
  await signIn(operator.page, demo).catch(() => undefined);
  await operator.page.getByRole("link", { name: "Calls" }).first().click();
  const row = operator.page.getByTestId("call-row").first();
  await row.waitFor();
  expect(await row.getAttribute("data-outcome")).toBe("failed");
});
