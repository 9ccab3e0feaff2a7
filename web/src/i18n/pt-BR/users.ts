import type { users as english } from "../en/users";

/** Brazilian Portuguese: Users. */
export const users: typeof english = {
  title: "Usuários",
  lead: "As pessoas que entram nesta instância.",
};
