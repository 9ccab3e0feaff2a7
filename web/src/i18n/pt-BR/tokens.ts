import type { tokens as english } from "../en/tokens";

/** Brazilian Portuguese: API tokens. */
export const tokens: typeof english = {
  title: "Tokens de API",
  lead: "Para programas que trabalham em seu nome, só com os escopos que você escolher.",
  make: "Novo token",
  makeText: "Ele age como você; escolha só o que o programa precisa.",
  name: "Nome",
  nameHint: "O que o usa, para você reconhecer depois.",
  scopes: "Escopos",
  noScope: "Escolha pelo menos um escopo.",
  life: "Válido por",
  days: "{{n}} dias",
  until: "até {{at}}",
  used: "usado",
  unused: "nunca usado",
  expired: "Vencido",
  revoke: "Revogar",
  revokeTitle: "Revogar {{name}}?",
  revokeText: "Os programas que o usam perdem o acesso na hora.",
  madeTitle: "Seu novo token",
  madeText: "Copie agora: ele não aparece de novo. Envie como Authorization: Bearer.",
  scope: {
    read: "Ler",
    write: "Escrever",
    calls: "Ligações",
    settings: "Configurações",
  },
  scopeText: {
    read: "Atendimentos, mensagens, contatos, histórico de ligações.",
    write: "Mensagens, solicitações de ligação, contatos.",
    calls: "Realizar e encerrar ligações.",
    settings: "Ler e mudar o que os administradores configuram.",
  },
};
