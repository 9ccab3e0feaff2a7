/** Spanish: what messages carry beside their words. */
export const medium = {
  keep: "Descargar",
  enlarge: "Ampliar: {{name}}",
  coming: "{{name}}: se trae de WhatsApp…",
  too_large: "{{name}}: más grande de lo que acepta este servidor ({{size}}).",
  lost: "{{name}}: no se pudo traer. WhatsApp guarda los archivos 7 días.",
  again: "Intentar de nuevo",
  map: "Abrir un mapa",
  addContact: "Añadir {{name}} a los contactos",
};

export const attach = {
  title: "Adjuntar",
  file: "Archivos",
  place: "Ubicación",
  people: "Tarjeta de contacto",
  files: "Archivos para enviar",
  remove: "Quitar {{name}}",
  sending: "Enviando {{name}}",
  where: "Coordenadas",
  whereHint: "Latitud y longitud, como las muestran los mapas",
  badPlace: "Escribe dos números separados por una coma, como -23.55052, -46.63331.",
  placeName: "Qué hay allí",
  address: "Dirección",
  person: "Contacto",
  choosePerson: "Elige un contacto",
  record: "Grabar un mensaje de voz",
  recording: "Grabando {{time}}",
  discard: "Descartar la grabación",
  sendRecording: "Enviar",
  noMicrophone:
    "No se puede usar el micrófono. Permítelo en la configuración de esta página en el navegador.",
};
