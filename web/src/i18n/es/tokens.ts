import type { tokens as english } from "../en/tokens";

/** Spanish: API tokens. */
export const tokens: typeof english = {
  title: "Tokens de API",
  lead: "Para programas que trabajan en tu nombre, solo con los ámbitos que elijas.",
  make: "Token nuevo",
  makeText: "Actúa como tú; elige solo lo que el programa necesita.",
  name: "Nombre",
  nameHint: "Qué lo usa, para que lo reconozcas.",
  scopes: "Ámbitos",
  noScope: "Elige al menos un ámbito.",
  life: "Válido durante",
  days: "{{n}} días",
  until: "hasta {{at}}",
  used: "usado",
  unused: "nunca usado",
  expired: "Vencido",
  revoke: "Revocar",
  revokeTitle: "¿Revocar {{name}}?",
  revokeText: "Los programas que lo usan pierden el acceso al momento.",
  madeTitle: "Tu token nuevo",
  madeText: "Cópialo ahora: no se vuelve a mostrar. Envíalo como Authorization: Bearer.",
  scope: {
    read: "Leer",
    write: "Escribir",
    calls: "Llamadas",
    settings: "Configuración",
  },
  scopeText: {
    read: "Atenciones, mensajes, contactos, historial de llamadas.",
    write: "Mensajes, solicitudes de llamada, contactos.",
    calls: "Hacer y terminar llamadas.",
    settings: "Leer y cambiar lo que configuran los administradores.",
  },
};
