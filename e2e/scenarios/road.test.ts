import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import {
  ana,
  authorization,
  callBar,
  callButton,
  callButtonSays,
  dial,
  goTo,
  lastCall,
  openPhone,
  openService,
  sendCallRequest,
  signIn,
  timeline,
  write,
} from "../support/people";
import { openStage } from "../support/stage";
import { hear, hearNothing, operatorTone, phoneTone } from "../support/tone";

// The first call, from a message to two people talking and its line in the history.

let operator: Person;
let phone: Person;

const stage = openStage(async () => {
  operator = await stage.enter({ hertz: operatorTone });
  phone = await stage.enter({ hertz: phoneTone }, 420, 860);
});

test("a message opens a service, and an answer goes back with its ticks", async () => {
  await signIn(operator.page, stage.demo);
  await openPhone(phone.page, stage.demo, ana);
  expect(await operator.page.getByTestId("conversation-row").filter({ hasText: "Ana Souza" }).count()).toBe(
    0,
  );

  await write(phone.page, "Oi! O conserto 77 ficou pronto? 🔧");
  await openService(operator.page, "Ana Souza");
  await operator.page.getByRole("log").getByText("Oi! O conserto 77 ficou pronto? 🔧").waitFor();
  await phone.page.locator('[data-testid="message"] .ticks[data-status="read"]').waitFor();

  // While nobody looks at the phone the answer is delivered; then it is read.
  await phone.page.goto(stage.demo.sandbox.url);
  await write(operator.page, "Quase! Posso ligar?");
  const answer = operator.page.getByTestId("message").filter({ hasText: "Quase! Posso ligar?" });
  await answer.locator('[data-status="delivered"]').waitFor();
  await openPhone(phone.page, stage.demo, ana);
  await phone.page.getByText("Quase! Posso ligar?").waitFor();
  await answer.locator('[data-status="read"]').waitFor();
});

test("a call request that the phone allows lights the call button up", async () => {
  await authorization(operator.page, "none").waitFor();
  await callButtonSays(operator.page, /not asked for permission/);

  await sendCallRequest(operator.page);
  await authorization(operator.page, "asked").waitFor();
  await callButtonSays(operator.page, /not answered the call request/);
  await phone.page.getByTestId("allow-7-days").click();
  await authorization(operator.page, "temporary").waitFor();
  await operator.page
    .getByTestId("permission-reply")
    .filter({ hasText: "Ana Souza allowed calls for 7 days" })
    .waitFor();
  await callButton(operator.page).waitFor();
});

test("both hear each other, wherever in the console the operator is", async () => {
  await dial(operator.page);
  await phone.page.getByTestId("answer").click();
  await callBar(operator.page, "talking").waitFor();
  await hear(operator.page, phoneTone);
  await hear(phone.page, operatorTone);
  await operator.page.getByTestId("call-timer").waitFor();

  await goTo(operator.page, "Contacts");
  await operator.page.getByTestId("contact-row").filter({ hasText: "Bruno Lima" }).click();
  await operator.page.getByRole("heading", { name: "Bruno Lima" }).waitFor();
  await callButtonSays(operator.page, /in a call already/);
  await goTo(operator.page, "Calls");
  await callBar(operator.page, "talking").waitFor();
  await hear(operator.page, phoneTone);
  await hear(phone.page, operatorTone);
});

test("mute silences the operator and nobody else", async () => {
  await operator.page.getByTestId("mute").click();
  await hearNothing(phone.page);
  await hear(operator.page, phoneTone);
  await operator.page.getByTestId("mute").click();
  await hear(phone.page, operatorTone);
});

test("a reload costs the operator a moment, not the call", async () => {
  operator.page.once("dialog", (dialog) => void dialog.accept());
  await operator.page.reload();
  await callBar(operator.page, "talking").waitFor();
  await hear(operator.page, phoneTone);
  await hear(phone.page, operatorTone);
});

test("the call is in the history, with all that we did and all that Meta reported", async () => {
  await operator.page.getByTestId("hangup").click();
  await callBar(operator.page, "ended")
    .filter({ hasText: /Call ended/ })
    .waitFor();
  await phone.page.getByText("The business hung up").waitFor();

  await (await lastCall(operator.page, /Ana Souza.*Answered.*Paula Reis/)).click();
  await operator.page.locator('[data-testid="timeline-line"][data-kind="terminated"]').waitFor();
  const kinds = await timeline(operator.page);
  const parts = ["operator_joined", "media_up", "operator_left", "terminated"];
  const order = ["dialed", "placed", "connected", "rang", "accepted", "hung_up"];
  expect(kinds).toEqual(expect.arrayContaining([...order, ...parts]));
  expect(kinds.filter((kind) => order.includes(kind ?? ""))).toEqual(order);
  expect(kinds.filter((kind) => kind === "operator_joined")).toHaveLength(2);

  const calls = await stage.demo.sandbox.calls();
  expect(calls).toHaveLength(1);
  expect(calls[0]).toMatchObject({ state: "ended", ended_reason: "business_hangup" });
  expect(calls[0]?.warnings ?? []).toEqual([]);
  expect(calls[0]?.media).toMatchObject({ ssrc_count: 1, early_media_packets: 0 });
});
