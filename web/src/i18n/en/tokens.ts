/** English: API tokens. */
export const tokens = {
  title: "API tokens",
  lead: "For programs that work in your name.",
};
