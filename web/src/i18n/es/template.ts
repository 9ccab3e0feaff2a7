/** Spanish: templates. */
export const template = {
  send: "Enviar una plantilla",
  sendText: "Una plantilla es un mensaje que Meta aprobó. Puede enviarse a {{name}} en cualquier momento.",
  ask: "Enviar solicitud de llamada por plantilla",
  askText: "Una plantilla que pide a {{name}} permiso para llamar. No necesita la ventana abierta.",
  which: "Plantilla",
  variable: "Variable {{name}}",
  headerVariable: "Variable {{name}} del título",
  preview: "Lo que lee el contacto",
  charged: "Meta cobra las plantillas según su categoría.",
  doSend: "Enviar",
  none: "Esta cuenta no tiene una plantilla aprobada que pueda enviarse desde aquí. Las plantillas se crean en el Administrador de WhatsApp.",
  noneAsks:
    "Esta cuenta no tiene una plantilla aprobada que pida permiso para llamar. Cree una en el Administrador de WhatsApp.",
};
