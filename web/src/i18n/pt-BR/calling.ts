import type { calling as english } from "../en/calling";

/** Brazilian Portuguese: WhatsApp Calls. */
export const calling: typeof english = {
  title: "WhatsApp Ligações",
  lead: "Ative as ligações de uma conta e defina quem as atende.",
};
