import type { plan as english } from "../en/plan";

/** Spanish: Plan. */
export const plan: typeof english = {
  title: "Plan",
  lead: "Lo que este espacio tiene y cuántas personas pueden entrar.",
};
