/** What the pages about people read together: users, departments, permission groups. */
import type { QueryClient } from "@tanstack/react-query";
import { $api } from "@/api/client";

export const teamQuery = () => $api.queryOptions("get", "/api/settings/users");
export const departmentsQuery = () => $api.queryOptions("get", "/api/settings/departments");
export const groupsQuery = () => $api.queryOptions("get", "/api/settings/groups");

/** Reads again all that a change of one of them may have changed. The server's event does so in every other browser. */
export const refreshTeam = (cache: QueryClient) =>
  cache.invalidateQueries({
    predicate: ({ queryKey }) =>
      ["/api/settings/users", "/api/settings/departments", "/api/settings/groups"].includes(
        String(queryKey[1]),
      ),
  });
