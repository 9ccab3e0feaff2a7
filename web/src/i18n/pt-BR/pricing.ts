import type { pricing as english } from "../en/pricing";

/** Brazilian Portuguese: Pricing. */
export const pricing: typeof english = {
  title: "Preços",
  lead: "Quanto custam as ligações. Os preços são da Meta; o Ramal apenas estima.",
};
