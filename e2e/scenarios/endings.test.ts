import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import {
  ana,
  authorization,
  callBar,
  callButton,
  callButtonSays,
  dial,
  diego,
  goTo,
  lastCall,
  openPhone,
  openService,
  sendCallRequest,
  signIn,
  write,
} from "../support/people";
import { openStage } from "../support/stage";
import { hear, operatorTone, phoneTone } from "../support/tone";

// How requests and calls end, and that each end is said in words, on the desk, on the phone and in the history.

let operator: Person;
let phone: Person;

const stage = openStage(async () => {
  operator = await stage.enter({ hertz: operatorTone });
  phone = await stage.enter({ hertz: phoneTone }, 420, 860);
  await openPhone(phone.page, stage.demo, ana);
  await write(phone.page, "Bom dia!");
  await signIn(operator.page, stage.demo);
  await openService(operator.page, "Ana Souza");
});

/** Calls Ana from her service, and waits until her phone rings. */
async function ring(): Promise<void> {
  await openService(operator.page, "Ana Souza");
  await dial(operator.page);
  await phone.page.getByTestId("answer").waitFor();
  await callBar(operator.page, "ringing").waitFor();
}

async function answer(): Promise<void> {
  await phone.page.getByTestId("answer").click();
  await callBar(operator.page, "talking").waitFor();
  await hear(operator.page, phoneTone);
  await hear(phone.page, operatorTone);
}

const overWith = (words: RegExp) => callBar(operator.page, "ended").filter({ hasText: words }).waitFor();

test("a declined request is shown as declined, and the button says what helps", async () => {
  await sendCallRequest(operator.page);
  await phone.page.getByTestId("decline-request").click();
  await authorization(operator.page, "declined").waitFor();
  await operator.page
    .getByTestId("permission-reply")
    .filter({ hasText: "Ana Souza declined the call request" })
    .waitFor();
  await callButtonSays(operator.page, /declined the call request/);

  // She changes her mind on the same card.
  await phone.page.getByTestId("change-answer").click();
  await phone.page.getByTestId("always-allow").click();
  await authorization(operator.page, "permanent").waitFor();
  await callButton(operator.page).waitFor();
});

test("the operator hangs up", async () => {
  await ring();
  await answer();
  await operator.page.getByTestId("hangup").click();
  await overWith(/Call ended/);
  await phone.page.getByText("The business hung up").waitFor();
  await lastCall(operator.page, /Answered/);
});

test("the phone hangs up, and a colleague saw all the while who was talking", async () => {
  const colleague = await stage.beside(operator);
  await signIn(colleague.page, stage.demo, diego);
  await openService(colleague.page, "Ana Souza");
  await callButton(colleague.page).waitFor();

  await ring();
  await callButtonSays(colleague.page, /Paula Reis is in a call with this contact/);
  await answer();
  await phone.page.getByTestId("hangup").click();
  await overWith(/Call ended/);
  await phone.page.getByText("You hung up").waitFor();
  await callButton(colleague.page).waitFor();
  await colleague.page
    .getByTestId("call-entry")
    .last()
    .filter({ hasText: /Answered/ })
    .waitFor();
  await lastCall(operator.page, /Answered/);
  await colleague.page.close();
});

test("a declined call", async () => {
  await ring();
  await phone.page.getByTestId("decline").click();
  await overWith(/Ana Souza declined the call/);
  await phone.page.getByText("You declined").first().waitFor();
  await lastCall(operator.page, /Declined/);
});

test("a call that nobody answers", async () => {
  await ring();
  await stage.demo.sandbox.advance(60);
  await overWith(/Ana Souza did not answer/);
  await phone.page.getByText("You did not answer").waitFor();
  await lastCall(operator.page, /Not answered/);
});

test("a call that the operator takes back while it rings", async () => {
  await ring();
  await operator.page.getByTestId("hangup").click();
  await overWith(/You hung up before Ana Souza answered/);
  await phone.page.getByText("The business stopped calling").waitFor();
  await lastCall(operator.page, /Cancelled/);
});

test("all of them stand in the history, newest first, and nothing goes on", async () => {
  await goTo(operator.page, "Calls");
  const rows = await operator.page.getByTestId("call-row").allInnerTexts();
  const results = rows.map((row) => /Answered|Declined|Not answered|Cancelled/.exec(row)?.[0]);
  expect(results).toEqual(["Cancelled", "Not answered", "Declined", "Answered", "Answered"]);
  const calls = await stage.demo.sandbox.calls();
  expect(calls.map((call) => call.state)).toEqual(Array(5).fill("ended"));
});
