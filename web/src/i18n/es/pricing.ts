import type { pricing as english } from "../en/pricing";

/** Spanish: Pricing. */
export const pricing: typeof english = {
  title: "Precios",
  lead: "Cuánto cuestan las llamadas. Los precios son de Meta; Ramal solo estima.",
};
