import type { invitation as english } from "../en/invitation";

/** Spanish: the page of an invitation. */
export const invitation: typeof english = {
  welcome: "Te damos la bienvenida a {{workspace}}, {{name}}",
  again: "Una contraseña nueva para {{name}}",
  lead: "Entrarás como {{email}}.",
  password: "Contraseña",
  passwordHint: "Al menos 8 caracteres. Una frase es mejor que un acertijo.",
  short: "Al menos 8 caracteres.",
  join: "Entrar",
  overTitle: "Este enlace ya no se puede usar",
  overText: "Se usó, se retiró o tiene más de 7 días. Pide uno nuevo a un administrador.",
  toSignIn: "Ir a la entrada",
};
