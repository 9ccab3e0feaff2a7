/** English: WhatsApp Calls. */
export const calling = {
  title: "WhatsApp Calls",
  lead: "Switch calling on for an account and say who handles its calls.",
};
