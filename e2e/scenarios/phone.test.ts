import { openAsBlob } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { root } from "../support/demo";
import { ana, callBar, dial, openPhone, openService, signIn } from "../support/people";
import { openStage } from "../support/stage";
import { hear, operatorTone, phoneTone } from "../support/tone";

// The phone in the customer's hand: its keys, and the voicemail of a business that does not answer.

let operator: Person;
let phone: Person;

const stage = openStage(async () => {
  await stage.demo.sandbox.write(ana, "Oi!");
  await stage.demo.sandbox.permission(ana, "accept", true);
  operator = await stage.enter({ hertz: operatorTone });
  phone = await stage.enter({ hertz: phoneTone }, 420, 900);
  await signIn(operator.page, stage.demo);
  await openPhone(phone.page, stage.demo, ana);
  await openService(operator.page, "Ana Souza");
});

test("keys are pressed by hand and by keyboard, and the talk goes on behind them", async () => {
  await dial(operator.page);
  await phone.page.getByTestId("answer").click();
  await callBar(operator.page, "talking").waitFor();
  await phone.page.getByTestId("open-keypad").click();
  const keypad = phone.page.getByTestId("keypad");
  await keypad.getByRole("button", { name: "1" }).click();
  await phone.page.keyboard.press("#");
  await expect.poll(() => phone.page.getByTestId("digits").textContent()).toBe("1#");
  await hear(operator.page, phoneTone);
  const [call] = await stage.demo.sandbox.calls();
  expect(call?.media?.ssrc_count).toBe(1);
  await operator.page.getByTestId("hangup").click();
  await callBar(operator.page, "ended").waitFor();
  await operator.page.getByTestId("dismiss").click();
});

test("whom nobody answers speaks to the voicemail, and the business finds it in the service", async () => {
  const { sandbox } = stage.demo;
  const greeting = join(root, "internal", "sandbox", "relay", "greeting.ogg");
  const announcement = await sandbox.announcement(await openAsBlob(greeting, { type: "audio/ogg" }));
  await sandbox.settings({
    voicemail: {
      status: "ENABLED",
      triggers: ["TIMEOUT"],
      audio: { default: { announcement_media_id: Number(announcement), timeout_seconds: 1 } },
    },
  });
  await phone.page.getByTestId("call-business").click();
  const state = phone.page.getByTestId("call-state");
  await state.filter({ hasText: /Voicemail/ }).waitFor();
  await phone.page
    .getByTestId("call-timer")
    .filter({ hasText: /0:(0[8-9]|1\d)/ })
    .waitFor();
  await phone.page.getByTestId("hangup").click();
  await operator.page.getByTestId("message").getByTestId("sound").waitFor();
});
