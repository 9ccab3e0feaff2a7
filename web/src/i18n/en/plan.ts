/** English: Plan. */
export const plan = {
  title: "Plan",
  lead: "What this workspace has, and how many people may sign in.",
};
