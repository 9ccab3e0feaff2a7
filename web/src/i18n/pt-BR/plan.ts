import type { plan as english } from "../en/plan";

/** Brazilian Portuguese: Plan. */
export const plan: typeof english = {
  title: "Plano",
  lead: "O que esta instância tem e quantas pessoas podem entrar.",
};
