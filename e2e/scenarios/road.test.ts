import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, type Person } from "../support/browser";
import { type Demo, startDemo } from "../support/demo";
import { ana, openConversation, openPhone, sendCallRequest, signIn, write } from "../support/people";
import { hearTone } from "../support/tone";

// The first call, from an empty desk to two people talking: the operator speaks 440 Hz, the phone 1000 Hz.

let demo: Demo;
let operator: Person;
let phone: Person;

beforeAll(async () => {
  demo = await startDemo();
  [operator, phone] = await Promise.all([openBrowser({ hertz: 440 }), openBrowser({ hertz: 1000, width: 420, height: 860 })]);
});

afterAll(async () => {
  await Promise.all([operator?.close(), phone?.close()]);
  await demo?.stop();
  await demo?.forget();
});

test("a message, a request, an answer and a call with sound in both directions", async () => {
  await signIn(operator.page, demo);
  await openPhone(phone.page, demo, ana);

  // The phone writes; contact and conversation appear by themselves, with the WhatsApp name.
  await write(phone.page, "Oi! O conserto 77 ficou pronto? 🔧");
  await openConversation(operator.page, "Ana Souza");
  await operator.page.getByText("Oi! O conserto 77 ficou pronto? 🔧").last().waitFor();

  // The operator answers; the ticks follow the phone.
  await write(operator.page, "Quase! Posso ligar?");
  await phone.page.getByText("Quase! Posso ligar?").waitFor();
  await operator.page.locator('[data-status="read"]').first().waitFor();

  // No permission yet: the call button says so.
  expect(await operator.page.getByTestId("call-button").first().isDisabled()).toBe(true);

  await sendCallRequest(operator.page);
  await operator.page.locator('[data-testid="authorization"][data-state="asked"]').first().waitFor();
  await phone.page.getByTestId("allow-7-days").click();
  await operator.page.locator('[data-testid="authorization"][data-state="temporary"]').first().waitFor();

  await operator.page.locator('[data-testid="call-button"]:not([disabled]):not([aria-disabled="true"])').first().click();
  await operator.page.getByTestId("call-bar").waitFor();
  await phone.page.getByTestId("answer").click();
  await operator.page.locator('[data-testid="call-state"][data-state="active"]').waitFor();

  const [atDesk, atPhone] = await Promise.all([hearTone(operator.page), hearTone(phone.page)]);
  expect(atDesk.hertz).toBeGreaterThan(980);
  expect(atDesk.hertz).toBeLessThan(1020);
  expect(atPhone.hertz).toBeGreaterThan(420);
  expect(atPhone.hertz).toBeLessThan(460);

  // Moving around the console does not touch the call.
  await operator.page.getByRole("link", { name: "Contacts" }).first().click();
  await operator.page.getByTestId("call-bar").waitFor();
  await operator.page.getByRole("link", { name: "Calls" }).first().click();
  expect((await hearTone(operator.page)).hertz).toBeGreaterThan(980);

  // A reload costs the operator a moment, not the call.
  operator.page.once("dialog", (dialog) => void dialog.accept());
  await operator.page.reload();
  await operator.page.locator('[data-testid="call-state"][data-state="active"]').waitFor();
  expect((await hearTone(operator.page)).hertz).toBeGreaterThan(980);
  expect((await hearTone(phone.page)).hertz).toBeLessThan(460);

  await operator.page.getByTestId("hangup").click();
  await phone.page.locator('[data-testid="call-state"]').filter({ hasText: /ended/i }).waitFor();

  // The call is in the history, with its timeline.
  await operator.page.getByRole("link", { name: "Calls" }).first().click();
  await operator.page.getByTestId("call-row").first().click();
  await operator.page.getByTestId("timeline-line").first().waitFor();
  const kinds = await operator.page.getByTestId("timeline-line").evaluateAll((lines) => lines.map((l) => l.getAttribute("data-kind")));
  for (const kind of ["dialed", "placed", "connected", "rang", "accepted", "media_up", "hung_up"]) expect(kinds).toContain(kind);
  expect(kinds[0]).toBe("dialed");

  const [call] = await demo.sandbox.calls();
  const report = await demo.sandbox.report(call?.id ?? "");
  expect(report.ssrc_count).toBe(1);
  expect(report.early_media).toBe(false);
});
