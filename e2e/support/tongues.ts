import type { Page } from "playwright-core";
import { authorization, callBar, callButton } from "./people";

/** What an operator reads from the request to the end of a call, in the languages of the console. */
export const tongues = {
  English: {
    request: "Send call request",
    asked: "Asked",
    allowed: /^(7 d 0|6 d 23) h left$/,
    call: "Call",
    talking: "Talking",
    hangUp: "Hang up",
    ended: "Call ended",
  },
  "Português (Brasil)": {
    request: "Enviar solicitação de ligação",
    asked: "Solicitada",
    allowed: /^faltam (7 d 0|6 d 23) h$/,
    call: "Ligar",
    talking: "Em conversa",
    hangUp: "Desligar",
    ended: "Ligação encerrada",
  },
  Español: {
    request: "Enviar solicitud de llamada",
    asked: "Solicitada",
    allowed: /^quedan (7 d 0|6 d 23) h$/,
    call: "Llamar",
    talking: "Hablando",
    hangUp: "Colgar",
    ended: "Llamada terminada",
  },
} as const;

export type Tongue = keyof typeof tongues;

/**
 * From whatever page shows a contact: asks them for permission to call, lets them accept on their own phone, calls, talks and hangs up,
 * and reads each step in the operator's language. `during` looks at the page while they talk.
 */
export async function askAndCall(
  page: Page,
  phone: Page,
  tongue: Tongue,
  during?: () => Promise<void>,
): Promise<void> {
  const words = tongues[tongue];
  await page.getByTestId("options").click();
  await page.getByTestId("send-call-request").filter({ hasText: words.request }).click();
  await authorization(page, "asked").filter({ hasText: words.asked }).first().waitFor();
  await phone.getByTestId("allow-7-days").click();
  await authorization(page, "temporary").filter({ hasText: words.allowed }).first().waitFor();
  await callButton(page).filter({ hasText: words.call }).click();
  await phone.getByTestId("answer").click();
  await callBar(page, "talking").filter({ hasText: words.talking }).waitFor();
  await during?.();
  await page.getByTestId("hangup").filter({ hasText: words.hangUp }).click();
  await callBar(page, "ended").filter({ hasText: words.ended }).waitFor();
  await page.getByTestId("dismiss").click();
}
