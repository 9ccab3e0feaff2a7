import type { tokens as english } from "../en/tokens";

/** Brazilian Portuguese: API tokens. */
export const tokens: typeof english = {
  title: "Tokens de API",
  lead: "Para programas que trabalham em seu nome.",
};
