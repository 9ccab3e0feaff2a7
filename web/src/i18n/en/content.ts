/** English: what messages carry beside their words. */
export const medium = {
  keep: "Download",
  enlarge: "Enlarge: {{name}}",
  coming: "{{name}} is being fetched from WhatsApp…",
  too_large: "{{name}} is larger than this server takes ({{size}}).",
  lost: "{{name}} could not be fetched: WhatsApp keeps files for 7 days.",
  again: "Try again",
  map: "Open a map",
  addContact: "Add {{name}} to the contacts",
};

export const attach = {
  title: "Attach",
  file: "Files",
  place: "Location",
  people: "Contact card",
  files: "Files to send",
  remove: "Take away {{name}}",
  sending: "{{name}} is being sent",
  where: "Coordinates",
  whereHint: "Latitude and longitude, as maps show them",
  badPlace: "Write two numbers with a comma between, such as -23.55052, -46.63331.",
  placeName: "What is there",
  address: "Address",
  person: "Contact",
  choosePerson: "Choose a contact",
  record: "Record a voice message",
  recording: "Recording {{time}}",
  discard: "Throw the recording away",
  sendRecording: "Send",
  noMicrophone: "The microphone cannot be used. Allow it in the browser's settings of this page.",
};
