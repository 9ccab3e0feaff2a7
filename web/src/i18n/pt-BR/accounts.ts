import type { accounts as english } from "../en/accounts";

/** Brazilian Portuguese: Account Settings. */
export const accounts: typeof english = {
  title: "Configurações de Contas",
  lead: "Os números de WhatsApp com que esta instância liga e escreve.",
};
