import type { invitation as english } from "../en/invitation";

/** Spanish: Join your team. */
export const invitation: typeof english = {
  title: "Únete a tu equipo",
  lead: "Elige una contraseña y listo.",
};
