import type { departments as english } from "../en/departments";

/** Spanish: Departments. */
export const departments: typeof english = {
  title: "Departamentos",
  lead: "Un departamento reúne personas, las cuentas que pueden usar y los grupos de permisos que se les aplican.",
  add: "Nuevo departamento",
  edit: "Editar departamento",
  name: "Nombre",
  parent: "Debajo de",
  top: "Arriba del todo",
  parentHint: "También tiene lo que tiene el departamento de arriba.",
  members: "Miembros",
  accounts: "Cuentas",
  groups: "Grupos de permisos",
  nobody: "ninguno",
  noAccounts: "Todavía no hay ninguna cuenta conectada.",
  noGroups: "Todavía no hay ningún grupo de permisos.",
  delete: "Eliminar departamento",
  deleteTitle: "¿Eliminar {{name}}?",
  deleteText: "Sus personas se quedan, pero pierden las cuentas y permisos que les daba.",
  emptyTitle: "Todavía no hay departamentos",
  emptyText: "Las personas ven cuentas y reciben permisos por sus departamentos. Crea el primero.",
};
