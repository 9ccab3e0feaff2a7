/** Renders a component as it stands in the console: with the router, the cache and the softphone, in English. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render } from "@testing-library/react";
import i18next from "i18next";
import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import { initReactI18next } from "react-i18next";
import type { Me } from "@/api/types";
import { type Live, LiveContext } from "@/app/live";
import { MeContext, sessionKey } from "@/app/session";
import { en } from "@/i18n/en";
import { idle, type PhoneState } from "@/softphone/state";

/** A softphone that stands in one state and records what is asked of it. */
export function standing(state: Partial<PhoneState> = {}): { phone: Live["phone"]; asked: unknown[][] } {
  const asked: unknown[][] = [];
  const now = { ...idle, ...state };
  const record =
    (name: string) =>
    (...args: unknown[]) => {
      asked.push([name, ...args]);
      return Promise.resolve();
    };
  const phone = {
    state: now,
    stream: null,
    subscribe: () => () => {},
    dial: record("dial"),
    hangUp: record("hangUp"),
    mute: record("mute"),
    dismiss: record("dismiss"),
    takeHere: record("takeHere"),
    unsilence: record("unsilence"),
  };
  return { phone: phone as unknown as Live["phone"], asked };
}

/** Renders, and resolves when the page is there. `answers` are the cached answers by their query key. */
export async function show(
  node: ReactNode,
  phone: Live["phone"],
  answers: [readonly unknown[], unknown][] = [],
) {
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: "en",
      resources: { en: { translation: en } },
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    });
  }
  const cache = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  });
  for (const [key, answer] of answers) cache.setQueryData(key, answer);
  const root = createRootRoute({ component: Outlet });
  const here = createRoute({ getParentRoute: () => root, path: "/", component: () => node });
  const rest = createRoute({ getParentRoute: () => root, path: "$", component: () => null });
  const router = createRouter({
    routeTree: root.addChildren([here, rest]),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  await router.load();
  const live = { phone, events: {} } as unknown as Live;
  const view = render(
    <QueryClientProvider client={cache}>
      <LiveContext.Provider value={live}>
        <MeContext value={cache.getQueryData<Me>(sessionKey) ?? null}>
          <Tooltip.Provider>
            <RouterProvider router={router as never} />
          </Tooltip.Provider>
        </MeContext>
      </LiveContext.Provider>
    </QueryClientProvider>,
  );
  return { ...view, router, cache };
}
