/** English: Pricing. */
export const pricing = {
  title: "Pricing",
  lead: "What calls cost. The prices are Meta's; Ramal only estimates.",
};
