import type { groups as english } from "../en/groups";

/** Brazilian Portuguese: Permission Group. */
export const groups: typeof english = {
  title: "Grupo de Permissões",
  lead: "O que as pessoas podem fazer. Um grupo só vale depois de vinculado a um departamento.",
  add: "Novo grupo",
  edit: "Editar grupo",
  editLead:
    "Um caminho marcado concede tudo o que está abaixo dele. Vale na hora para todos a quem se aplica.",
  name: "Nome",
  paths: "O que ele concede",
  later: "em breve",
  nothing: "Ainda não concede nada",
  linked: "Vinculado a {{names}}",
  notLinked: "Não vinculado a nenhum departamento: não vale para ninguém",
  delete: "Excluir grupo",
  deleteTitle: "Excluir {{name}}?",
  deleteText: "Nenhum departamento está vinculado a ele.",
  deleteLinked: "{{names}} perdem na hora o que ele concede.",
  emptyTitle: "Ainda não há grupos de permissões",
  emptyText:
    "Até haver um, só os administradores podem fazer as coisas. Crie um grupo e vincule-o a um departamento.",
  path: {
    sac360: "SAC 360º",
    sac360_whatsapp_api: "WhatsApp API",
    sac360_whatsapp_api_calls: "Ligações",
    sac360_whatsapp_api_calls_history: "Ver o histórico",
    sac360_whatsapp_api_calls_request: "Solicitar ligações",
    sac360_whatsapp_api_calls_place: "Realizar ligações",
    sac360_whatsapp_api_calls_receive: "Receber ligações",
    sac360_whatsapp_api_calls_record: "Gravar ligações",
    sac360_whatsapp_api_calls_supervise: "Supervisionar ligações",
    crm: "CRM",
    contacts: "Contatos",
    contacts_book: "Ver e alterar",
    contacts_merge: "Mesclar duplicados",
    dashboard: "Painel",
    settings: "Configurações do Sistema (ver, sem mudar)",
    settings_view: "Contas, pessoas, permissões, plano, preços",
    settings_audit: "Auditoria",
    settings_check: "Pode ligar?",
  },
};
