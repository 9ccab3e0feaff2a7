/** English: the page of an invitation. */
export const invitation = {
  welcome: "Welcome to {{workspace}}, {{name}}",
  again: "A new password for {{name}}",
  lead: "You will sign in as {{email}}.",
  password: "Password",
  passwordHint: "At least 8 characters. A sentence is better than a riddle.",
  short: "At least 8 characters.",
  join: "Sign in",
  overTitle: "This link cannot be used any more",
  overText: "It was used, withdrawn, or is older than 7 days. Ask an administrator for a new one.",
  toSignIn: "To the sign-in",
};
