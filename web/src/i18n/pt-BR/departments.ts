import type { departments as english } from "../en/departments";

/** Brazilian Portuguese: Departments. */
export const departments: typeof english = {
  title: "Departamentos",
  lead: "Um departamento reúne pessoas, as contas que elas podem usar e os grupos de permissões que valem para elas.",
};
