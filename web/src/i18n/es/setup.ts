import type { setup as english } from "../en/setup";

/** Spanish: Set up Ramal. */
export const setup: typeof english = {
  title: "Configurar Ramal",
  lead: "Crea el primer espacio y su administrador.",
  code: "Código",
  codeHint: "Está en la consola del servidor, y es otro en cada arranque.",
  workspace: "Espacio",
  workspaceHint: "El nombre de tu empresa o equipo.",
  name: "Tu nombre",
  submit: "Configurar y entrar",
};
