/** English: My account. */
export const mine = {
  title: "My account",
  lead: "Your password, your second factor, and where you are signed in.",
};
