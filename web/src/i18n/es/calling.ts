import type { calling as english } from "../en/calling";

/** Spanish: WhatsApp Calls. */
export const calling: typeof english = {
  title: "WhatsApp Llamadas",
  lead: "Activa las llamadas de una cuenta y define quién las atiende.",
};
