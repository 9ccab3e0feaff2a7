import type { users as english } from "../en/users";

/** Spanish: Users. */
export const users: typeof english = {
  title: "Usuarios",
  lead: "Las personas que entran en este espacio.",
};
