/** English: Set up Ramal. */
export const setup = {
  title: "Set up Ramal",
  lead: "Make the first workspace and its administrator.",
  code: "Code",
  codeHint: "It stands on the server's console, and is a new one after each start.",
  workspace: "Workspace",
  workspaceHint: "The name of your company or team.",
  name: "Your name",
  submit: "Set up and sign in",
};
