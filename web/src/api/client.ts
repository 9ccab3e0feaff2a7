/** The typed client of the REST API. */
import createFetchClient, { type Middleware } from "openapi-fetch";
import createQueryClient from "openapi-react-query";
import { ApiError } from "./problem";
import type { paths } from "./schema";
import type { Problem } from "./types";

/** Refusals are told in the language of the page. */
const language: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", globalThis.document?.documentElement.lang || "en");
  },
};

const problems: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return undefined;
    let problem: Problem = {};
    try {
      problem = (await response.clone().json()) as Problem;
    } catch {
      // A proxy's page, not ours: the status alone says what happened.
    }
    throw new ApiError({ ...problem, status: response.status }, response.status);
  },
  onError({ error }) {
    return new ApiError({ code: "offline", technical: String(error) }, 0);
  },
};

export const client = createFetchClient<paths>({ baseUrl: globalThis.location?.origin ?? "" });
client.use(language, problems);

/** Hooks over the client: `$api.useQuery("get", "/api/session")`. */
export const $api = createQueryClient(client);

/** How a list of the API is read on, for `$api.useInfiniteQuery`: each page says where the next one begins. */
export const byPages = {
  pageParamName: "after",
  initialPageParam: "",
  getNextPageParam: (page: { next?: string }) => page.next || undefined,
};

/** The data of an answer that has to have some. */
export async function must<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  if (data === undefined) throw new ApiError({ code: "internal", title: "empty answer" }, 500);
  return data;
}
