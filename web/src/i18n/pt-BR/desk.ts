/** Portuguese (Brazil): what helps at the service desk. */
export const narrow = {
  title: "Filtrar",
  by: "Filtrado por",
  remove: "Tirar: {{name}}",
  unread: "Não lidos",
  closing: "Janela fecha em até 2 horas",
  account: "Conta",
  department: "Departamento",
  attendant: "Quem atende",
};

export const board = {
  view: "Visualização",
  list: "Lista",
  board: "Kanban",
  empty: "Nada aqui",
  onWhatsApp: "{{name}} no WhatsApp",
  no: "Um atendimento finalizado é reaberto por quem vai continuar: arraste para Em atendimento.",
  instructions:
    "Aperte Espaço para pegar o atendimento, as setas para a esquerda e a direita para escolher a coluna, Espaço de novo para soltar, Esc para devolver. Enter abre.",
  picked: "{{name}} na mão.",
  over: "{{name}} sobre {{column}}.",
  dropped: "{{name}} solto em {{column}}.",
  put: "{{name}} devolvido.",
};

export const quick = {
  title: "Respostas rápidas",
  shared: "Respostas rápidas para todos",
  own: "Minhas respostas rápidas",
  sharedLead: "Textos que a equipe envia sempre. Uma / no começo da mensagem mostra as opções.",
  ownLead: "Só você vê estas. Uma / no começo da mensagem mostra as opções.",
  add: "Adicionar resposta rápida",
  edit: "Alterar a resposta rápida",
  delete: "Excluir",
  deleteTitle: "Excluir {{word}}?",
  deleteText: "As mensagens enviadas com ela ficam.",
  editLead: "Ela entra na mensagem, onde ainda pode ser alterada antes do envio.",
  word: "Palavra",
  wordHint: "Digitada depois de uma /, sem espaços",
  text: "Texto",
  textHint: "Preenchidos no uso: {{name}}, {{first}}, {{attendant}}, {{account}}",
  for: "Para",
  everybody: "Todos",
};

export const closing = {
  title: "Motivos de encerramento",
  lead: "Os motivos para escolher ao encerrar um atendimento.",
  reasons: "Motivos",
  hint: "Um em cada linha, na ordem em que são oferecidos. Sem nenhum, são oferecidos os dos últimos 90 dias.",
  free: "Outras palavras podem ser escritas",
  freeHint: "Senão, é preciso escolher um da lista.",
};

export const deskSettings = {
  title: "Central de atendimento",
  lead: "O que ajuda a equipe a responder.",
};
