import type { departments as english } from "../en/departments";

/** Brazilian Portuguese: Departments. */
export const departments: typeof english = {
  title: "Departamentos",
  lead: "Um departamento reúne pessoas, as contas que elas podem usar e os grupos de permissões que valem para elas.",
  add: "Novo departamento",
  edit: "Editar departamento",
  name: "Nome",
  parent: "Abaixo de",
  top: "No topo",
  parentHint: "Ele também tem o que o departamento acima tem.",
  members: "Membros",
  accounts: "Contas",
  groups: "Grupos de permissões",
  nobody: "nenhum",
  noAccounts: "Nenhuma conta conectada ainda.",
  noGroups: "Ainda não há grupo de permissões.",
  delete: "Excluir departamento",
  deleteTitle: "Excluir {{name}}?",
  deleteText: "As pessoas ficam, mas perdem as contas e permissões que ele dava.",
  emptyTitle: "Ainda não há departamentos",
  emptyText: "É pelos departamentos que as pessoas veem contas e recebem permissões. Crie o primeiro.",
};
