import type { audit as english } from "../en/audit";

/** Spanish: Audit. */
export const audit: typeof english = {
  title: "Auditoría",
  lead: "Quién cambió qué, cuándo y desde dónde.",
};
