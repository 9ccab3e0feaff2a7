import type { check as english } from "../en/check";

/** Spanish: Can they call?. */
export const check: typeof english = {
  title: "¿Puede llamar?",
  lead: "Elige una persona y un contacto y mira cada condición con su respuesta.",
};
