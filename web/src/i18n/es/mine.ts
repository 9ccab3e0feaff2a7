import type { mine as english } from "../en/mine";

/** Spanish: My account. */
export const mine: typeof english = {
  title: "Mi cuenta",
  lead: "Tu contraseña, tu segundo factor y dónde has entrado.",
};
