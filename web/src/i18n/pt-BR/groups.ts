import type { groups as english } from "../en/groups";

/** Brazilian Portuguese: Permission Group. */
export const groups: typeof english = {
  title: "Grupo de Permissões",
  lead: "O que as pessoas podem fazer. Um grupo só vale depois de vinculado a um departamento.",
};
