/** Portuguese (Brazil): templates. */
export const template = {
  send: "Enviar um modelo",
  sendText: "Um modelo é uma mensagem que a Meta aprovou. Pode ser enviado a {{name}} a qualquer momento.",
  ask: "Enviar solicitação de ligação por modelo",
  askText: "Um modelo que pede a {{name}} permissão para ligar. Não precisa de janela aberta.",
  which: "Modelo",
  variable: "Variável {{name}}",
  headerVariable: "Variável {{name}} do título",
  preview: "O que o contato lê",
  charged: "A Meta cobra modelos conforme a categoria.",
  doSend: "Enviar",
  none: "Esta conta não tem um modelo aprovado que possa ser enviado daqui. Modelos são criados no Gerenciador do WhatsApp.",
  noneAsks:
    "Esta conta não tem um modelo aprovado que peça permissão para ligar. Crie um no Gerenciador do WhatsApp.",
};
