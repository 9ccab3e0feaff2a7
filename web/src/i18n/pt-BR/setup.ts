import type { setup as english } from "../en/setup";

/** Brazilian Portuguese: Set up Ramal. */
export const setup: typeof english = {
  title: "Configurar o Ramal",
  lead: "Crie a primeira instância e o seu administrador.",
  code: "Código",
  codeHint: "Está no console do servidor, e é outro a cada início.",
  workspace: "Instância",
  workspaceHint: "O nome da sua empresa ou equipe.",
  name: "Seu nome",
  submit: "Configurar e entrar",
};
