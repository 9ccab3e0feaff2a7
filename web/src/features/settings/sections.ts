/** The pages of System Settings, and who finds which. */
import {
  Building2,
  CircleHelp,
  DollarSign,
  Filter,
  Headset,
  KeyRound,
  ListPlus,
  type LucideIcon,
  MessageCircle,
  Package,
  ScrollText,
  Users,
} from "lucide-react";
import type { Me } from "@/api/types";

type May = keyof Me["can"];

const sections = [
  {
    label: "settings.connection",
    pages: [
      { to: "/settings/accounts", title: "accounts.title", icon: MessageCircle, may: "settings" },
      { to: "/settings/pricing", title: "pricing.title", icon: DollarSign, may: "settings" },
    ],
  },
  {
    label: "settings.people",
    pages: [
      { to: "/settings/users", title: "users.title", icon: Users, may: "settings" },
      { to: "/settings/departments", title: "departments.title", icon: Building2, may: "settings" },
      { to: "/settings/groups", title: "groups.title", icon: KeyRound, may: "settings" },
      { to: "/settings/check", title: "check.title", icon: CircleHelp, may: "check" },
    ],
  },
  {
    label: "settings.workspace",
    pages: [
      { to: "/settings/fields", title: "fields.title", icon: ListPlus, may: "settings" },
      { to: "/settings/desk", title: "deskSettings.title", icon: Headset, may: "settings" },
      { to: "/settings/funnels", title: "funnels.title", icon: Filter, may: "settings" },
      { to: "/settings/plan", title: "plan.title", icon: Package, may: "settings" },
      { to: "/settings/audit", title: "audit.title", icon: ScrollText, may: "audit" },
    ],
  },
] as const satisfies readonly {
  label: string;
  pages: readonly { to: string; title: string; icon: LucideIcon; may: May }[];
}[];

/** The sections with those of their pages that this person may look at. */
export const sectionsFor = (me: Me) =>
  sections
    .map((section) => ({ ...section, pages: section.pages.filter((page) => me.can[page.may]) }))
    .filter((section) => section.pages.length > 0);
