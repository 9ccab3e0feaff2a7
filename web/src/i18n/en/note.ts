/** English: notes of the team. */
export const note = {
  to: "Write to",
  contact: "Message",
  team: "Note",
  write: "A note for the team. @ names people.",
  send: "Save the note",
  people: "People",
  by: "Note of {{author}}",
};
