/** Spanish: notes of the team. */
export const note = {
  to: "Escribir a",
  contact: "Mensaje",
  team: "Nota",
  write: "Una nota para el equipo. @ nombra personas.",
  send: "Guardar la nota",
  people: "Personas",
  by: "Nota de {{author}}",
};
