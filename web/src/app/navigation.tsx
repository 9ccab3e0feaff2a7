import { Link } from "@tanstack/react-router";
import {
  KanbanSquare,
  type LucideIcon,
  MessagesSquare,
  PhoneCall,
  Settings,
  SlidersHorizontal,
  Users,
} from "lucide-react";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "./mark";
import { useMe } from "./session";

export const pages = [
  { to: "/sac", label: "nav.sac", icon: MessagesSquare, keys: ["g", "s"] },
  { to: "/crm", label: "nav.crm", icon: KanbanSquare, keys: ["g", "m"] },
  { to: "/contacts", label: "nav.contacts", icon: Users, keys: ["g", "c"] },
  { to: "/calls", label: "nav.calls", icon: PhoneCall, keys: ["g", "l"] },
] as const satisfies readonly { to: string; label: string; icon: LucideIcon; keys: readonly string[] }[];

/** What is set up, below the line: for administrators, and for whom they let look. */
export const setUp = [
  {
    to: "/whatsapp-calls",
    label: "nav.calling",
    short: "nav.callingShort",
    icon: SlidersHorizontal,
    keys: ["g", "w"],
  },
  { to: "/settings", label: "nav.settings", short: "nav.settingsShort", icon: Settings, keys: ["g", "e"] },
] as const satisfies readonly {
  to: string;
  label: string;
  short: string;
  icon: LucideIcon;
  keys: readonly string[];
}[];

/** Those of what is set up that this person may look at. */
export const useSetUp = () => {
  const { can } = useMe();
  return setUp.filter(({ to }) =>
    to === "/settings" ? can.settings || can.audit || can.check : can.settings,
  );
};

type Entry = (typeof pages | typeof setUp)[number];

/** What an entry is called where there is little room. */
const short = (entry: Entry) => ("short" in entry ? entry.short : entry.label);

function RailLink({
  to,
  label,
  icon: Icon,
  ...rest
}: Omit<Entry, "keys"> & Omit<ComponentProps<"a">, "children">) {
  const { t } = useTranslation();
  return (
    <Link
      to={to}
      className="flex items-center gap-2.5 rounded-soft px-2.5 font-medium text-text-2 transition-colors ease-quick hover:bg-hover hover:text-text data-[status=active]:bg-selected data-[status=active]:text-accent-text max-lg:flex-col max-lg:gap-1 max-lg:px-1 max-lg:py-2 max-lg:text-center max-lg:text-[11px] max-lg:leading-3 lg:min-h-9 lg:py-1 lg:leading-tight"
      {...rest}
    >
      <Icon className="size-[18px] shrink-0" aria-hidden />
      {t(label)}
    </Link>
  );
}

/** The rail on the left: icons with words, icons over small words where it is narrow. */
export function Rail() {
  const { t } = useTranslation();
  const me = useMe();
  const below = useSetUp();
  return (
    <nav
      aria-label={t("nav.label")}
      className="hidden w-[76px] shrink-0 flex-col border-line border-r bg-bg md:flex lg:w-52"
    >
      <div className="flex h-14 items-center gap-2.5 px-3 max-lg:justify-center lg:px-4">
        <Mark className="size-7 shrink-0" />
        <div className="min-w-0 max-lg:hidden">
          <div className="truncate font-semibold leading-4">{t("app.name")}</div>
          <div className="truncate text-text-3 text-xs">{me.workspace.name}</div>
        </div>
      </div>
      <div className="flex flex-col gap-0.5 px-2 pt-2">
        {pages.map(({ to, label, icon }) => (
          <RailLink key={to} to={to} label={label} icon={icon} />
        ))}
      </div>
      {below.length > 0 ? (
        <div className="mx-2 mt-2 flex flex-col gap-0.5 border-line border-t pt-2">
          {below.map(({ to, label, icon }) => (
            <RailLink key={to} to={to} label={label} icon={icon} />
          ))}
        </div>
      ) : null}
    </nav>
  );
}

/** The bar at the bottom of a small screen. */
export function BottomBar() {
  const { t } = useTranslation();
  const below = useSetUp();
  return (
    <nav
      aria-label={t("nav.label")}
      className="flex shrink-0 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {[...pages, ...below].map((entry) => (
        <Link
          key={entry.to}
          to={entry.to}
          className="flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 px-0.5 text-center font-medium text-[11px] text-text-3 leading-3 data-[status=active]:text-accent-text"
        >
          <entry.icon className="size-5" aria-hidden />
          {t(short(entry))}
        </Link>
      ))}
    </nav>
  );
}
