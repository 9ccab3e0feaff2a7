/** English: templates. */
export const template = {
  send: "Send a template",
  sendText: "A template is a message that Meta has approved. It may be sent to {{name}} at any time.",
  ask: "Send call request by template",
  askText: "A template that asks {{name}} for permission to call. It needs no open window.",
  which: "Template",
  variable: "Variable {{name}}",
  headerVariable: "Variable {{name}} of the heading",
  preview: "What the contact reads",
  charged: "Meta charges templates by their category.",
  doSend: "Send",
  none: "This account has no approved template that can be sent from here. Templates are made in WhatsApp Manager.",
  noneAsks:
    "This account has no approved template that asks for permission to call. Make one in WhatsApp Manager.",
};
