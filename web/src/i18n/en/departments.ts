/** English: Departments. */
export const departments = {
  title: "Departments",
  lead: "A department carries people, the accounts that they may use, and the permission groups that apply to them.",
};
