/** English: Users. */
export const users = {
  title: "Users",
  lead: "The people who sign in to this workspace.",
};
