import type { audit as english } from "../en/audit";

/** Brazilian Portuguese: Audit. */
export const audit: typeof english = {
  title: "Auditoria",
  lead: "Quem mudou o quê, quando e de onde.",
};
