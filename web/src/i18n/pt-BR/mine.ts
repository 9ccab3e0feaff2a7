import type { mine as english } from "../en/mine";

/** Brazilian Portuguese: My account. */
export const mine: typeof english = {
  title: "Minha conta",
  lead: "Sua senha, seu segundo fator e onde você está conectado.",
};
