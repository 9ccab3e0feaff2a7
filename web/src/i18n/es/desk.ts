/** Spanish: what helps at the service desk. */
export const narrow = {
  title: "Filtrar",
  by: "Filtrado por",
  remove: "Quitar: {{name}}",
  unread: "Sin leer",
  closing: "La ventana se cierra en 2 horas o menos",
  account: "Cuenta",
  department: "Departamento",
  attendant: "Quién atiende",
};

export const board = {
  view: "Vista",
  list: "Lista",
  board: "Tablero",
  empty: "Nada aquí",
  onWhatsApp: "{{name}} en WhatsApp",
  no: "Una atención cerrada la reabre quien va a continuar: arrástrala a En atención.",
  instructions:
    "Pulsa Espacio para tomar la atención, las flechas izquierda y derecha para elegir la columna, Espacio otra vez para soltarla, Escape para devolverla. Intro la abre.",
  picked: "{{name}} en la mano.",
  over: "{{name}} sobre {{column}}.",
  dropped: "{{name}} en {{column}}.",
  put: "{{name}} devuelto.",
};

export const quick = {
  title: "Respuestas rápidas",
  shared: "Respuestas rápidas para todos",
  own: "Mis respuestas rápidas",
  sharedLead: "Textos que el equipo envía a menudo. Una / al comienzo del mensaje los ofrece.",
  ownLead: "Solo tú las ves. Una / al comienzo del mensaje las ofrece.",
  add: "Añadir respuesta rápida",
  edit: "Cambiar la respuesta rápida",
  delete: "Eliminar",
  deleteTitle: "¿Eliminar {{word}}?",
  deleteText: "Los mensajes enviados con ella se quedan.",
  editLead: "Se pone en el mensaje, donde todavía se puede cambiar antes de enviar.",
  word: "Palabra",
  wordHint: "Se escribe después de una /, sin espacios",
  text: "Texto",
  textHint: "Se completan al usarla: {{name}}, {{first}}, {{attendant}}, {{account}}",
  for: "Para",
  everybody: "Todos",
};

export const closing = {
  title: "Motivos de cierre",
  lead: "Los motivos que se eligen al cerrar una atención.",
  reasons: "Motivos",
  hint: "Uno en cada línea, en el orden en que se ofrecen. Sin ninguno, se ofrecen los de los últimos 90 días.",
  free: "Se pueden escribir otras palabras",
  freeHint: "Si no, hay que elegir uno de la lista.",
};

export const deskSettings = {
  title: "Mesa de atención",
  lead: "Lo que ayuda al equipo a responder.",
};
