import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import {
  ana,
  authorization,
  callBar,
  callButton,
  callButtonSays,
  dial,
  openPhone,
  openService,
  sendCallRequest,
  signIn,
} from "../support/people";
import { openStage } from "../support/stage";
import { hear, hearNothing, operatorTone, phoneTone } from "../support/tone";

// The sandbox as people drive it: the phone's choices, its network, Meta's moods, and what the console makes of them.

let operator: Person;
let phone: Person;

const stage = openStage(async () => {
  await stage.demo.sandbox.write(ana, "Podem me ligar?");
  operator = await stage.enter({ hertz: operatorTone });
  phone = await stage.enter({ hertz: phoneTone }, 420, 900);
  await signIn(operator.page, stage.demo);
  await openPhone(phone.page, stage.demo, ana);
  await openService(operator.page, "Ana Souza");
});

test("a declined request may be turned into a yes for always, on the same card", async () => {
  await sendCallRequest(operator.page);
  await phone.page.getByTestId("decline-request").click();
  await authorization(operator.page, "declined").waitFor();
  await phone.page.getByTestId("change-answer").click();
  await phone.page.getByTestId("always-allow").click();
  await authorization(operator.page, "permanent").waitFor();
  await callButton(operator.page).waitFor();
});

test("the profile of the business takes the permission back, and gives it for seven days", async () => {
  await phone.page.getByTestId("open-profile").click();
  const state = phone.page.getByTestId("permission-state");
  await state.filter({ hasText: /always call you/ }).waitFor();
  await phone.page.getByTestId("profile-dont-allow").click();
  await state.filter({ hasText: /do not allow/ }).waitFor();
  await operator.page.locator('[data-testid="call-button"][aria-disabled="true"]').waitFor();
  await phone.page.getByTestId("profile-allow-7-days").click();
  await state.filter({ hasText: /It may call you until/ }).waitFor();
  await authorization(operator.page, "temporary").waitFor();
  await phone.page.keyboard.press("Escape");
});

test("a phone that loses packets is heard all the same, and its call's report tells of the loss", async () => {
  await dial(operator.page);
  await phone.page.getByTestId("answer").click();
  await callBar(operator.page, "talking").waitFor();
  await hear(operator.page, phoneTone);
  const dropped = async () => (await stage.demo.sandbox.calls())[0]?.media?.packets_dropped ?? 0;
  expect(await dropped()).toBe(0);
  await stage.demo.sandbox.user({ wa_id: ana, packet_loss_percent: 20 });
  await expect.poll(dropped, { timeout: 20_000 }).toBeGreaterThan(10);
  await hear(operator.page, phoneTone);
  await stage.demo.sandbox.user({ wa_id: ana, packet_loss_percent: 0 });
});

test("a silent phone is heard no more, and the call goes on", async () => {
  await stage.demo.sandbox.user({ wa_id: ana, sound: "silence" });
  await hearNothing(operator.page);
  await stage.demo.sandbox.user({ wa_id: ana, sound: "microphone" });
  await hear(operator.page, phoneTone);
  await operator.page.getByTestId("hangup").click();
  await callBar(operator.page, "ended").waitFor();
});

test("an end whose webhook is lost ends the call here too", async () => {
  await operator.page.getByTestId("dismiss").click();
  await dial(operator.page);
  await phone.page.getByTestId("answer").click();
  await callBar(operator.page, "talking").waitFor();
  await hear(operator.page, phoneTone);
  await stage.demo.sandbox.faults({ lose: [{ user: ana, event: "terminate" }] });
  await phone.page.getByTestId("hangup").click();
  await callBar(operator.page, "ended")
    .filter({ hasText: /Call ended/ })
    .waitFor();
  await operator.page.getByTestId("dismiss").click();
});

test("Meta's refusal is there in Meta's own words, folded away", async () => {
  await stage.demo.sandbox.faults({ graph_errors: 1, graph_status: 503 });
  await dial(operator.page);
  const ended = callBar(operator.page, "ended");
  await ended.waitFor();
  const technical = ended.getByTestId("technical");
  await technical.locator("summary").click();
  await technical.filter({ hasText: /\(#2\)/ }).waitFor();
  await operator.page.getByTestId("dismiss").click();
});

test("a pause for low quality shows above every page, with its end, and stops calls", async () => {
  await stage.demo.sandbox.account({ quality: "low" });
  const banner = operator.page.locator('[data-testid="restriction"][data-kind="business_calls"]').first();
  await banner.filter({ hasText: /Meta has paused calls/ }).waitFor();
  await banner.locator("time").waitFor();
  await callButtonSays(operator.page, /paused/i);
  await stage.demo.sandbox.advance(7 * 24 * 3600 + 60);
  await banner.waitFor({ state: "detached" });
});

test("calls that are switched off elsewhere are off here, until they are on again", async () => {
  await stage.demo.sandbox.permission(ana, "accept", true);
  await callButton(operator.page).waitFor();
  await stage.demo.sandbox.settings({ status: "DISABLED" });
  await callButtonSays(operator.page, /switched off/i);
  await stage.demo.sandbox.settings({ status: "ENABLED" });
  await callButton(operator.page).waitFor();
});

test("a webhook of the log can be sent again", async () => {
  const desk = await stage.beside(operator);
  await desk.page.goto(`${stage.demo.sandbox.url}/#/room/deliveries`);
  const newest = desk.page.getByTestId("delivery").first();
  await newest.locator("button").first().click();
  await newest.getByTestId("redeliver").click();
  await expect.poll(() => newest.locator(".attempts li").count(), { timeout: 20_000 }).toBe(2);
});
