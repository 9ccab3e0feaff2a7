import { $api } from "@/api/client";

/** What this person was told, newest first, as far as a glance goes. */
export const useNotices = () => $api.useQuery("get", "/api/notices", { params: { query: { limit: 20 } } });
