import { expect, test } from "vitest";
import type { Person } from "../support/browser";
import { patience } from "../support/patience";
import { ana, callBar, callButton, dial, lastCall, openService, signIn, timeline } from "../support/people";
import { openStage } from "../support/stage";
import { hear, operatorTone, phoneTone } from "../support/tone";

// Bad days: webhooks come twice and out of order, Meta stumbles or is silent, the server is killed in the middle of a call.

let operator: Person;

const stage = openStage(async () => {
  const { sandbox } = stage.demo;
  await sandbox.user({ wa_id: ana, behaviour: "answer", answer_after_ms: 300, sound: "tone" });
  await sandbox.write(ana, "Pode ligar.");
  await sandbox.permission(ana, "accept", true);
  operator = await stage.enter({ hertz: operatorTone });
  await signIn(operator.page, stage.demo);
  await openService(operator.page, "Ana Souza");
});

test("webhooks that come twice and in the wrong order make one call, right in the end", async () => {
  await stage.demo.sandbox.faults({ double: 20, reorder: 20 });
  await dial(operator.page);
  await callBar(operator.page, "talking").waitFor();
  await hear(operator.page, phoneTone);
  await operator.page.getByTestId("hangup").click();
  await callBar(operator.page, "ended")
    .filter({ hasText: /Call ended/ })
    .waitFor();
  await stage.demo.sandbox.faults({ double: 0, reorder: 0 });

  await (await lastCall(operator.page, /Answered/)).click();
  await operator.page.locator('[data-testid="timeline-line"][data-kind="terminated"]').first().waitFor();
  const kinds = await timeline(operator.page);
  for (const once of ["dialed", "placed", "connected", "rang", "accepted", "hung_up", "terminated"]) {
    expect(
      kinds.filter((kind) => kind === once),
      once,
    ).toHaveLength(1);
  }
  expect(kinds.indexOf("rang"), `connect came after ringing: ${kinds.join(" ")}`).toBeLessThan(
    kinds.indexOf("connected"),
  );
  expect(await stage.demo.sandbox.calls()).toHaveLength(1);
});

test("a fault of Meta's is said in words, and the next try works", async () => {
  await openService(operator.page, "Ana Souza");
  await stage.demo.sandbox.faults({ graph_errors: 1 });
  await dial(operator.page);
  await callBar(operator.page, "ended")
    .filter({ hasText: /The call failed.*Meta could not be reached/ })
    .waitFor();
  await lastCall(operator.page, /Failed/);

  await theNextCallWorks();
});

test("a Meta that is silent does not hang the desk, and what it made of the call is ended", async () => {
  await openService(operator.page, "Carla Dias");
  await stage.demo.sandbox.faults({ graph_delay_ms: 11_000 });
  await dial(operator.page);
  await callBar(operator.page, "ended")
    .filter({ hasText: /The call failed.*did not answer in time/ })
    .waitFor();
  await stage.demo.sandbox.faults({ graph_delay_ms: 0 });
  await callButton(operator.page).waitFor();
  await nothingGoesOn();
});

test("a killed server, started again, ends what it left behind and says why", async () => {
  await openService(operator.page, "Ana Souza");
  await dial(operator.page);
  await callBar(operator.page, "talking").waitFor();
  await hear(operator.page, phoneTone);
  await stage.crash();
  await callBar(operator.page, "ended")
    .filter({ hasText: /The server was restarted during the call/ })
    .waitFor();
  await lastCall(operator.page, /Failed/);
  await nothingGoesOn();

  await theNextCallWorks();
});

/** The operator calls Ana, hears her, and hangs up. */
async function theNextCallWorks(): Promise<void> {
  await openService(operator.page, "Ana Souza");
  await dial(operator.page);
  await callBar(operator.page, "talking").waitFor();
  await hear(operator.page, phoneTone);
  await operator.page.getByTestId("hangup").click();
  await callBar(operator.page, "ended")
    .filter({ hasText: /Call ended/ })
    .waitFor();
}

/** Waits until no call is left at the sandbox. */
async function nothingGoesOn(): Promise<void> {
  const live = async () => (await stage.demo.sandbox.calls()).filter((call) => call.state !== "ended");
  await expect.poll(live, { timeout: patience }).toEqual([]);
}
