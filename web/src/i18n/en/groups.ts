/** English: Permission Group. */
export const groups = {
  title: "Permission Group",
  lead: "What people may do. A group applies to nobody until a department links it.",
};
