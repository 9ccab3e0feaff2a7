import type { plan as english } from "../en/plan";

/** Spanish: Plan. */
export const plan: typeof english = {
  title: "Plan",
  lead: "Lo que este espacio tiene y cuántas personas pueden entrar.",
  modules: "Módulos",
  on: "En el plan",
  off: "No está en el plan",
  seats: "Licencias",
  seatsHint: "Los usuarios no bloqueados y las invitaciones abiertas ocupan una licencia.",
  change: "Para cambiar el plan, habla con:",
  module: {
    calls: {
      name: "WhatsApp Llamadas",
      text: "Solicitudes, llamadas a clientes desde el navegador y su historial.",
    },
  },
};
