import type { accounts as english } from "../en/accounts";

/** Spanish: Account Settings. */
export const accounts: typeof english = {
  title: "Configuración de Cuentas",
  lead: "Los números de WhatsApp con los que este espacio llama y escribe.",
};
