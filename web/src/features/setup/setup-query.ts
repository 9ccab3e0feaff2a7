import { $api } from "@/api/client";

/** Whether the first workspace is still to be made. */
export const setupQuery = () => $api.queryOptions("get", "/api/setup", {}, { staleTime: 60_000 });
