/** Portuguese (Brazil): notes of the team. */
export const note = {
  to: "Escrever para",
  contact: "Mensagem",
  team: "Nota",
  write: "Uma nota para a equipe. @ cita pessoas.",
  send: "Salvar a nota",
  people: "Pessoas",
  by: "Nota de {{author}}",
};
