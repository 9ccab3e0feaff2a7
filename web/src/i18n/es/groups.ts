import type { groups as english } from "../en/groups";

/** Spanish: Permission Group. */
export const groups: typeof english = {
  title: "Grupo de Permisos",
  lead: "Lo que las personas pueden hacer. Un grupo no se aplica a nadie hasta que un departamento lo vincula.",
  add: "Nuevo grupo",
  edit: "Editar grupo",
  editLead:
    "Un lugar marcado concede todo lo que está debajo. Vale al momento para todos a quienes se aplica.",
  name: "Nombre",
  paths: "Lo que concede",
  later: "próximamente",
  nothing: "Todavía no concede nada",
  linked: "Vinculado a {{names}}",
  notLinked: "No vinculado a ningún departamento: no se aplica a nadie",
  delete: "Eliminar grupo",
  deleteTitle: "¿Eliminar {{name}}?",
  deleteText: "Ningún departamento lo vincula.",
  deleteLinked: "{{names}} perderán al momento lo que concede.",
  emptyTitle: "Todavía no hay grupos de permisos",
  emptyText:
    "Hasta que haya uno, solo los administradores pueden hacer cosas. Crea un grupo y vincúlalo a un departamento.",
  path: {
    sac360: "SAC 360º",
    sac360_whatsapp_api: "WhatsApp API",
    sac360_whatsapp_api_calls: "Llamadas",
    sac360_whatsapp_api_calls_history: "Ver el historial",
    sac360_whatsapp_api_calls_request: "Solicitar llamadas",
    sac360_whatsapp_api_calls_place: "Realizar llamadas",
    sac360_whatsapp_api_calls_receive: "Recibir llamadas",
    sac360_whatsapp_api_calls_record: "Grabar llamadas",
    sac360_whatsapp_api_calls_supervise: "Supervisar llamadas",
    crm: "CRM",
    contacts: "Contactos",
    contacts_book: "Ver y cambiar",
    contacts_merge: "Unir duplicados",
    dashboard: "Panel",
    settings: "Configuración del Sistema (ver, sin cambiar)",
    settings_view: "Cuentas, personas, permisos, plan, precios",
    settings_audit: "Auditoría",
    settings_check: "¿Puede llamar?",
  },
};
