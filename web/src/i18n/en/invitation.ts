/** English: Join your team. */
export const invitation = {
  title: "Join your team",
  lead: "Choose a password and you are in.",
};
