import type { setup as english } from "../en/setup";

/** Brazilian Portuguese: Set up Ramal. */
export const setup: typeof english = {
  title: "Configurar o Ramal",
  lead: "Crie a primeira instância e o seu administrador.",
};
