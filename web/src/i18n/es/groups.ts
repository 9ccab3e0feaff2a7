import type { groups as english } from "../en/groups";

/** Spanish: Permission Group. */
export const groups: typeof english = {
  title: "Grupo de Permisos",
  lead: "Lo que las personas pueden hacer. Un grupo no se aplica a nadie hasta que un departamento lo vincula.",
};
