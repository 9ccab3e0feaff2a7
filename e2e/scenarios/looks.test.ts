import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { look as lookAt, troubles } from "../support/looks";
import { patience } from "../support/patience";
import {
  ana,
  callBar,
  carla,
  dial,
  goTo,
  lastCall,
  openPhone,
  openService,
  sendCallRequest,
  signIn,
  write,
} from "../support/people";
import { openStage } from "../support/stage";
import { operatorTone } from "../support/tone";

// Each page as a picture: at 1440 and 390 pixels, light and dark, without serious faults for whoever cannot see it.

let operator: Person;
let phone: Person;
const wrong: string[] = [];

const stage = openStage(async () => {
  const { sandbox } = stage.demo;
  await sandbox.user({ wa_id: carla, behaviour: "answer", answer_after_ms: 0, sound: "tone" });
  await sandbox.write(
    ana,
    "Oi! Vi o anúncio de vocês. Consertam amplificadores valvulados dos anos setenta?",
  );
  operator = await stage.enter({ hertz: operatorTone });
  phone = await stage.beside(operator);
});

test("signing in", async () => {
  const { page } = operator;
  await page.goto(stage.demo.console);
  await page.getByTestId("sign-in").waitFor();
  await look(page, "sign-in");
  await signIn(page, stage.demo);
});

test("a service, before and during a call", async () => {
  const { page } = operator;
  await page.getByTestId("conversation-row").first().waitFor();
  await look(page, "sac");
  await openService(page, "Carla Dias");
  await page.getByTestId("message").first().waitFor();
  await look(page, "service");
  await page.getByTestId("options").click();
  await page.getByTestId("send-call-request").waitFor();
  await look(page, "service-options");
  await page.keyboard.press("Escape");
  await dial(page);
  await callBar(page, "talking").waitFor();
  await page.getByTestId("quality").waitFor();
  await look(page, "service-talking");
  await page.getByTestId("microphones").click();
  const level = page.getByRole("dialog").locator(".origin-left");
  await expect
    .poll(() => level.evaluate((bar) => bar.getBoundingClientRect().width), { timeout: patience })
    .toBeGreaterThan(20);
  await look(page, "service-microphones");
  await page.keyboard.press("Escape");
});

test("contacts, also while talking", async () => {
  const { page } = operator;
  await goTo(page, "Contacts");
  await page.getByTestId("contact-row").first().waitFor();
  await look(page, "contacts");
  await page.getByTestId("contact-row").filter({ hasText: "Carla Dias" }).click();
  await page.getByRole("heading", { name: "Carla Dias" }).waitFor();
  await page.getByTestId("call-row").first().waitFor();
  await look(page, "contact-talking");
  await page.getByTestId("hangup").click();
  await callBar(page, "ended").waitFor();
  await page.getByTestId("dismiss").click();
  await page.getByTestId("add-contact").click();
  await page.getByTestId("contact-phone").fill("12x");
  await page.getByTestId("contact-name").fill("Zé");
  await page.getByTestId("save-contact").click();
  await page.getByText("This is not a phone number").waitFor();
  await look(page, "contact-new");
  await page.keyboard.press("Escape");
});

test("calls that went well and badly", async () => {
  const { page } = operator;
  await goTo(page, "SAC 360º");
  await openService(page, "Carla Dias");
  await stage.demo.sandbox.faults({ graph_errors: 1 });
  await dial(page);
  await callBar(page, "ended").waitFor();
  await look(page, "service-failed");
  await lastCall(page, /Failed/);
  await look(page, "calls");
  await page.getByTestId("call-row").first().click();
  await page.getByTestId("timeline-line").first().waitFor();
  await look(page, "call-failed");
  await page.getByTestId("dismiss").click();
  await page.getByTestId("call-row").nth(1).click();
  await page.locator('[data-testid="timeline-line"][data-kind="terminated"]').waitFor();
  await look(page, "call");
});

test("search, shortcuts, one's own menu, and a page that is not there", async () => {
  const { page } = operator;
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("carla");
  await page.getByRole("option", { name: /Ana Souza.*\d/ }).waitFor({ state: "detached" });
  await page.getByRole("option", { name: /Carla Dias.*\d/ }).waitFor();
  await look(page, "search");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await look(page, "shortcuts");
  await page.keyboard.press("Escape");
  await page.getByTestId("own-menu").click();
  await page.getByTestId("sign-out").waitFor();
  await look(page, "own-menu");
  await page.keyboard.press("Escape");
  await page.goto(`${stage.demo.console}/nowhere`);
  await page.getByText("There is nothing here").waitFor();
  await look(page, "nowhere");
});

test("the description of the interface", async () => {
  const { page } = operator;
  await page.goto(`${stage.demo.console}/api/docs`);
  await page.getByRole("heading", { name: "Ramal API" }).waitFor();
  await look(page, "docs");
});

test("the sandbox's people, a phone, its profile and its call", async () => {
  const { page } = phone;
  await page.goto(stage.demo.sandbox.url);
  await page.getByTestId("user").first().waitFor();
  await look(page, "people");
  await page.getByTestId("user").first().click();
  await page.locator('[data-testid="phone"][data-loaded="true"]').waitFor();
  await write(page, "Fica na zona leste?");
  await look(page, "people-phone");

  await openPhone(page, stage.demo, ana);
  await signedIn();
  await openService(operator.page, "Ana Souza");
  await sendCallRequest(operator.page);
  await page.getByTestId("always-allow").waitFor();
  await look(page, "phone-request");
  await page.getByTestId("open-profile").click();
  await page.getByRole("dialog", { name: "Profile" }).waitFor();
  await look(page, "phone-profile");
  await page.getByRole("button", { name: "Close profile" }).click();
  await page.getByTestId("always-allow").click();
  await dial(operator.page);
  await page.getByTestId("answer").waitFor();
  await look(page, "phone-ringing");
  await page.getByTestId("answer").click();
  await callBar(operator.page, "talking").waitFor();
  await page.getByTestId("mute").waitFor();
  await look(page, "phone-talking");
  await page.getByTestId("hangup").click();
  await page.getByTestId("call-close").waitFor();
  await look(page, "phone-ended");
});

test("nothing is wrong with any look, and no page complained", () => {
  expect(wrong).toEqual([]);
  expect(troubles(operator)).toEqual([]);
  expect(troubles(phone)).toEqual([]);
});

async function look(page: Page, name: string): Promise<void> {
  wrong.push(...(await lookAt(page, name)));
}

async function signedIn(): Promise<void> {
  await operator.page.goto(stage.demo.console);
  await operator.page.getByTestId("own-menu").waitFor();
}
