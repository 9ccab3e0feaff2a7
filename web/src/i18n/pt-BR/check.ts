import type { check as english } from "../en/check";

/** Brazilian Portuguese: Can they call?. */
export const check: typeof english = {
  title: "Pode ligar?",
  lead: "Escolha uma pessoa e um contato e veja cada condição com a resposta.",
};
