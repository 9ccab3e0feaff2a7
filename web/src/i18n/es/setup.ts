import type { setup as english } from "../en/setup";

/** Spanish: Set up Ramal. */
export const setup: typeof english = {
  title: "Configurar Ramal",
  lead: "Crea el primer espacio y su administrador.",
};
