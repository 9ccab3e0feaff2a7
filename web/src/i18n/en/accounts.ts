/** English: Account Settings. */
export const accounts = {
  title: "Account Settings",
  lead: "The WhatsApp numbers that this workspace calls and writes from.",
};
