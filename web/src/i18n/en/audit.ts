/** English: Audit. */
export const audit = {
  title: "Audit",
  lead: "Who changed what, when, and from where.",
};
