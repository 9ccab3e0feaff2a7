/** English: Can they call?. */
export const check = {
  title: "Can they call?",
  lead: "Pick a person and a contact, and see every condition with its answer.",
};
