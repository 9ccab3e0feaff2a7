/** The pages and their addresses. Each page is loaded when it is first shown. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { type ContactNarrowing, readNarrowing as readContacts } from "@/features/contacts/narrowing";
import { readNarrowing } from "@/features/sac/narrowing";
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
  validateSearch: readNarrowing,
  component: lazyRouteComponent(() => import("@/features/sac/page"), "SacPage"),
});
const conversation = createRoute({ getParentRoute: () => sac, path: "$conversationId" });

const contacts = createRoute({
  getParentRoute: () => frame,
  path: "/contacts",
  validateSearch: (search: Record<string, unknown>): ContactNarrowing & { add?: boolean } => ({
    ...readContacts(search),
    add: search.add === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import("@/features/contacts/page"), "ContactsPage"),
});
const contact = createRoute({ getParentRoute: () => contacts, path: "$contactId" });
const duplicates = createRoute({
  getParentRoute: () => frame,
  path: "/contacts/duplicates",
  validateSearch: (search: Record<string, unknown>): { by?: "name" } => ({
    by: search.by === "name" ? "name" : undefined,
  }),
  component: lazyRouteComponent(() => import("@/features/contacts/duplicates/page"), "DuplicatesPage"),
});
const imports = createRoute({
  getParentRoute: () => frame,
  path: "/contacts/import",
  component: lazyRouteComponent(() => import("@/features/contacts/import/page"), "ImportsPage"),
});
const oneImport = createRoute({
  getParentRoute: () => frame,
  path: "/contacts/import/$importId",
  component: lazyRouteComponent(() => import("@/features/contacts/import/import-page"), "ImportPage"),
});

const crm = createRoute({
  getParentRoute: () => frame,
  path: "/crm",
  validateSearch: (
    search: Record<string, unknown>,
  ): { pipeline?: string; table?: boolean; mine?: boolean; stage?: string; add?: boolean } => ({
    pipeline: text(search.pipeline),
    table: search.table === true ? true : undefined,
    mine: search.mine === true ? true : undefined,
    stage: text(search.stage),
    add: search.add === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import("@/features/crm/page"), "CrmPage"),
});
const deal = createRoute({ getParentRoute: () => crm, path: "$dealId" });

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

const calling = createRoute({
  getParentRoute: () => frame,
  path: "/whatsapp-calls",
  validateSearch: (search: Record<string, unknown>): { account?: string } => ({
    account: text(search.account),
  }),
  component: lazyRouteComponent(() => import("@/features/calling/page"), "CallingPage"),
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/features/settings/frame"), "SettingsFrame"),
});
const settingsIndex = createRoute({
  getParentRoute: () => settings,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/settings/frame"), "SettingsIndex"),
});
const accountsSettings = createRoute({
  getParentRoute: () => settings,
  path: "accounts",
  component: lazyRouteComponent(() => import("@/features/settings/accounts/page"), "AccountsPage"),
});
const pricingSettings = createRoute({
  getParentRoute: () => settings,
  path: "pricing",
  component: lazyRouteComponent(() => import("@/features/settings/pricing/page"), "PricingPage"),
});
const usersSettings = createRoute({
  getParentRoute: () => settings,
  path: "users",
  component: lazyRouteComponent(() => import("@/features/settings/users/page"), "UsersPage"),
});
const departmentsSettings = createRoute({
  getParentRoute: () => settings,
  path: "departments",
  component: lazyRouteComponent(() => import("@/features/settings/departments/page"), "DepartmentsPage"),
});
const groupsSettings = createRoute({
  getParentRoute: () => settings,
  path: "groups",
  component: lazyRouteComponent(() => import("@/features/settings/groups/page"), "GroupsPage"),
});
const checkSettings = createRoute({
  getParentRoute: () => settings,
  path: "check",
  validateSearch: (
    search: Record<string, unknown>,
  ): { user?: string; contact?: string; account?: string } => ({
    user: text(search.user),
    contact: text(search.contact),
    account: text(search.account),
  }),
  component: lazyRouteComponent(() => import("@/features/settings/check/page"), "CheckPage"),
});
const fieldsSettings = createRoute({
  getParentRoute: () => settings,
  path: "fields",
  validateSearch: (search: Record<string, unknown>): { of?: "deal" } => ({
    of: search.of === "deal" ? "deal" : undefined,
  }),
  component: lazyRouteComponent(() => import("@/features/settings/fields/page"), "FieldsPage"),
});
const deskSettings = createRoute({
  getParentRoute: () => settings,
  path: "desk",
  component: lazyRouteComponent(() => import("@/features/settings/desk/page"), "DeskPage"),
});
const funnelsSettings = createRoute({
  getParentRoute: () => settings,
  path: "funnels",
  component: lazyRouteComponent(() => import("@/features/settings/funnels/page"), "FunnelsPage"),
});
const planSettings = createRoute({
  getParentRoute: () => settings,
  path: "plan",
  component: lazyRouteComponent(() => import("@/features/settings/plan/page"), "PlanPage"),
});
const auditSettings = createRoute({
  getParentRoute: () => settings,
  path: "audit",
  component: lazyRouteComponent(() => import("@/features/settings/audit/page"), "AuditPage"),
});

const mine = createRoute({
  getParentRoute: () => frame,
  path: "/me",
  component: lazyRouteComponent(() => import("@/features/mine/page"), "MinePage"),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("@/features/setup/page"), "SetupPage"),
});

/** The token stands behind the #, so that it is in no server's log. */
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(() => import("@/features/invitation/page"), "InvitationPage"),
});

const tree = root.addChildren([
  signIn,
  setup,
  invitation,
  frame.addChildren([
    home,
    sac.addChildren([conversation]),
    crm.addChildren([deal]),
    contacts.addChildren([contact]),
    duplicates,
    imports,
    oneImport,
    calls.addChildren([call]),
    calling,
    settings.addChildren([
      settingsIndex,
      accountsSettings,
      pricingSettings,
      usersSettings,
      departmentsSettings,
      groupsSettings,
      checkSettings,
      fieldsSettings,
      deskSettings,
      funnelsSettings,
      planSettings,
      auditSettings,
    ]),
    mine,
  ]),
]);

export const router = createRouter({ routeTree: tree, defaultPreload: "intent", defaultPreloadStaleTime: 0 });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
