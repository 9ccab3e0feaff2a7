/** English: Set up Ramal. */
export const setup = {
  title: "Set up Ramal",
  lead: "Make the first workspace and its administrator.",
};
