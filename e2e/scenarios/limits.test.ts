import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import {
  ana,
  authorization,
  callBar,
  callButton,
  callButtonSays,
  openService,
  signIn,
} from "../support/people";
import { openStage } from "../support/stage";

// What the browser and time take away: a refused microphone, a closed window, an expired permission.

let operator: Person;

const stage = openStage(async () => {
  await stage.demo.sandbox.write(ana, "Alguém pode me ligar?");
  await stage.demo.sandbox.permission(ana, "accept");
  operator = await stage.enter("refused");
  await signIn(operator.page, stage.demo);
  await openService(operator.page, "Ana Souza");
});

test("a refused microphone is said before anybody is called", async () => {
  await authorization(operator.page, "temporary").waitFor();
  await callButton(operator.page).click();
  await callBar(operator.page, "ended")
    .filter({ hasText: /may not use the microphone.*Nobody was called/ })
    .waitFor();
  expect(await stage.demo.sandbox.calls()).toEqual([]);
  await operator.page.getByTestId("dismiss").click();
});

test("after 24 hours the window is closed, but who allowed calls can still be called", async () => {
  await operator.page.getByTestId("compose").waitFor();
  await stage.demo.sandbox.advance(24 * 3600);
  await operator.page.getByTestId("window-closed").waitFor();
  await operator.page.getByTestId("compose").waitFor({ state: "detached" });
  await callButton(operator.page).waitFor();
  await operator.page.getByTestId("options").click();
  const request = operator.page.getByTestId("send-call-request");
  await request.filter({ hasText: /window is closed/ }).waitFor();
  expect(await request.getAttribute("aria-disabled")).toBe("true");
  await operator.page.keyboard.press("Escape");
});

test("after seven days the permission has expired, and the call button says so", async () => {
  await stage.demo.sandbox.advance(6 * 24 * 3600);
  await authorization(operator.page, "expired").waitFor();
  await callButtonSays(operator.page, /authorization expired/);
});

test("a message opens the window again, on the page that is open", async () => {
  await stage.demo.sandbox.write(ana, "Ainda estou esperando…");
  await operator.page.getByTestId("compose").waitFor();
  await operator.page.getByTestId("options").click();
  const request = operator.page.getByTestId("send-call-request");
  await request.filter({ hasText: /allows or declines/ }).waitFor();
  await request.click();
  await authorization(operator.page, "asked").waitFor();
});
