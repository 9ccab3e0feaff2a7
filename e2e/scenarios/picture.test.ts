import { test } from "vitest";
import type { Person } from "../support/browser";
import { compose } from "../support/compose";
import { callBar, carla, dial, openPhone, openService, signIn } from "../support/people";
import { keepPicture } from "../support/pictures";
import { openStage } from "../support/stage";
import { hear, operatorTone, phoneTone } from "../support/tone";

// The picture of the README: a call that goes on.

let operator: Person;
let phone: Person;

const stage = openStage(async () => {
  operator = await stage.enter({ hertz: operatorTone });
  phone = await stage.enter({ hertz: phoneTone }, 720, 960);
});

test("the console in a call, beside the customer's phone", async () => {
  await signIn(operator.page, stage.demo);
  await openPhone(phone.page, stage.demo, carla);
  await openService(operator.page, "Carla Dias");
  await dial(operator.page);
  await phone.page.getByTestId("answer").click();
  await hear(operator.page, phoneTone);
  await hear(phone.page, operatorTone);

  // Both parts show the call: who, that they talk, for how long, and on the phone the voices.
  const bar = callBar(operator.page, "talking").filter({
    hasText: /Carla Dias.*Talking.*Aurora Atendimento/,
  });
  await bar
    .filter({ has: operator.page.getByTestId("call-timer").filter({ hasText: /^0?0:0[1-9]$|^0?0:[1-9]/ }) })
    .waitFor();
  await operator.page.getByRole("img", { name: "Good line" }).waitFor();
  await operator.page.getByTestId("message").first().waitFor();
  const screen = phone.page.getByTestId("call-screen").filter({ hasText: /Aurora Atendimento.*In call/s });
  await screen
    .filter({ has: phone.page.getByTestId("level-in").and(phone.page.locator(":visible")) })
    .waitFor();
  await operator.page.mouse.move(0, 899);
  await phone.page.getByTestId("hangup").blur();

  const [desk, hand] = await Promise.all([
    operator.page.screenshot(),
    phone.page.locator("[data-testid=phone] .case").screenshot({ omitBackground: true }),
  ]);
  const third = await stage.beside(operator, 2000, 1000);
  await keepPicture("first-call", await compose(third.page, desk, hand));
});
