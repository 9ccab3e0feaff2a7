import type { invitation as english } from "../en/invitation";

/** Brazilian Portuguese: Join your team. */
export const invitation: typeof english = {
  title: "Entre na sua equipe",
  lead: "Escolha uma senha e pronto.",
};
