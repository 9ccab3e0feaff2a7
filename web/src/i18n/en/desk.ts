/** English: what helps at the service desk. */
export const narrow = {
  title: "Filter",
  by: "Narrowed by",
  remove: "Take away: {{name}}",
  unread: "Unread",
  closing: "Window closes within 2 hours",
  account: "Account",
  department: "Department",
  attendant: "Who has it",
};

export const board = {
  view: "View",
  list: "List",
  board: "Board",
  empty: "Nothing here",
  onWhatsApp: "{{name}} on WhatsApp",
  no: "A closed service is opened again by whoever goes on with it: draw it to In service.",
  instructions:
    "Press Space to pick the service up, the left and right arrows to choose a column, Space again to drop it, Escape to put it back. Enter opens it.",
  picked: "{{name}} picked up.",
  over: "{{name}} over {{column}}.",
  dropped: "{{name}} dropped on {{column}}.",
  put: "{{name}} put back.",
};

export const quick = {
  title: "Quick replies",
  shared: "Quick replies for all",
  own: "My quick replies",
  sharedLead: "Texts that the team sends often. A / at the beginning of a message offers them.",
  ownLead: "Only you see these. A / at the beginning of a message offers them.",
  add: "Add a quick reply",
  edit: "Change the quick reply",
  delete: "Delete",
  deleteTitle: "Delete {{word}}?",
  deleteText: "Messages that were sent with it stay.",
  editLead: "It is put into the message, where it can be changed before it is sent.",
  word: "Word",
  wordHint: "Typed behind a /, without spaces",
  text: "Text",
  textHint: "Filled in where it is used: {{name}}, {{first}}, {{attendant}}, {{account}}",
  for: "For",
  everybody: "Everybody",
};

export const closing = {
  title: "Why services are closed",
  lead: "The reasons to choose from when a service is closed.",
  reasons: "Reasons",
  hint: "One on each line, in the order in which they are offered. Without any, those of the last 90 days are offered.",
  free: "Other words may be written",
  freeHint: "Otherwise one of the list has to be chosen.",
};

export const deskSettings = {
  title: "Service desk",
  lead: "What helps the team to answer.",
};
