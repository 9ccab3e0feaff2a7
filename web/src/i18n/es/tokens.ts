import type { tokens as english } from "../en/tokens";

/** Spanish: API tokens. */
export const tokens: typeof english = {
  title: "Tokens de API",
  lead: "Para programas que trabajan en tu nombre.",
};
