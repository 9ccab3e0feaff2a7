import type { plan as english } from "../en/plan";

/** Brazilian Portuguese: Plan. */
export const plan: typeof english = {
  title: "Plano",
  lead: "O que esta instância tem e quantas pessoas podem entrar.",
  modules: "Módulos",
  on: "No plano",
  off: "Fora do plano",
  seats: "Licenças",
  seatsHint: "Usuários não bloqueados e convites abertos ocupam uma licença.",
  change: "Para mudar o plano, fale com:",
  module: {
    calls: {
      name: "WhatsApp Ligações",
      text: "Solicitações, ligações para clientes pelo navegador e o histórico delas.",
    },
  },
};
