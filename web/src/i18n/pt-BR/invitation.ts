import type { invitation as english } from "../en/invitation";

/** Brazilian Portuguese: the page of an invitation. */
export const invitation: typeof english = {
  welcome: "Boas-vindas à {{workspace}}, {{name}}",
  again: "Uma nova senha para {{name}}",
  lead: "Você vai entrar como {{email}}.",
  password: "Senha",
  passwordHint: "Pelo menos 8 caracteres. Uma frase é melhor que um enigma.",
  short: "Pelo menos 8 caracteres.",
  join: "Entrar",
  overTitle: "Este link não pode mais ser usado",
  overText: "Ele foi usado, retirado ou tem mais de 7 dias. Peça um novo a um administrador.",
  toSignIn: "Ir para a entrada",
};
