/** The pages and their addresses. Each page is loaded when it is first shown. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { Frame } from "./frame";
import { Missing } from "./missing";

const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: text(search.next) }),
  component: lazyRouteComponent(() => import("@/features/session/sign-in"), "SignIn"),
});

const frame = createRoute({ getParentRoute: () => root, id: "frame", component: Frame });

const home = createRoute({
  getParentRoute: () => frame,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/sac" });
  },
});

const sac = createRoute({
  getParentRoute: () => frame,
  path: "/sac",
  validateSearch: (search: Record<string, unknown>): { state?: string; q?: string } => ({
    state: text(search.state),
    q: text(search.q),
  }),
  component: lazyRouteComponent(() => import("@/features/sac/page"), "SacPage"),
});
const conversation = createRoute({ getParentRoute: () => sac, path: "$conversationId" });

const contacts = createRoute({
  getParentRoute: () => frame,
  path: "/contacts",
  validateSearch: (search: Record<string, unknown>): { q?: string; add?: boolean } => ({
    q: text(search.q),
    add: search.add === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import("@/features/contacts/page"), "ContactsPage"),
});
const contact = createRoute({ getParentRoute: () => contacts, path: "$contactId" });

const calls = createRoute({
  getParentRoute: () => frame,
  path: "/calls",
  validateSearch: (
    search: Record<string, unknown>,
  ): { direction?: string; outcome?: string; contact?: string } => ({
    direction: text(search.direction),
    outcome: text(search.outcome),
    contact: text(search.contact),
  }),
  component: lazyRouteComponent(() => import("@/features/calls/page"), "CallsPage"),
});
const call = createRoute({ getParentRoute: () => calls, path: "$callId" });

const tree = root.addChildren([
  signIn,
  frame.addChildren([
    home,
    sac.addChildren([conversation]),
    contacts.addChildren([contact]),
    calls.addChildren([call]),
  ]),
]);

export const router = createRouter({ routeTree: tree, defaultPreload: "intent", defaultPreloadStaleTime: 0 });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
