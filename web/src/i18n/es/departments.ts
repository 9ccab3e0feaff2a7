import type { departments as english } from "../en/departments";

/** Spanish: Departments. */
export const departments: typeof english = {
  title: "Departamentos",
  lead: "Un departamento reúne personas, las cuentas que pueden usar y los grupos de permisos que se les aplican.",
};
