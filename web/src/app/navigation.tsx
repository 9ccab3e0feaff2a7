import { Link } from "@tanstack/react-router";
import { type LucideIcon, MessagesSquare, PhoneCall, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Mark } from "./mark";
import { useMe } from "./session";

export const pages = [
  { to: "/sac", label: "nav.sac", icon: MessagesSquare, keys: ["g", "s"] },
  { to: "/contacts", label: "nav.contacts", icon: Users, keys: ["g", "c"] },
  { to: "/calls", label: "nav.calls", icon: PhoneCall, keys: ["g", "l"] },
] as const satisfies readonly { to: string; label: string; icon: LucideIcon; keys: readonly string[] }[];

/** The rail on the left: icons with words, icons over small words where it is narrow. */
export function Rail() {
  const { t } = useTranslation();
  const me = useMe();
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
        {pages.map(({ to, label, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className="flex items-center gap-2.5 rounded-soft px-2.5 font-medium text-text-2 transition-colors ease-quick hover:bg-hover hover:text-text data-[status=active]:bg-selected data-[status=active]:text-accent-text max-lg:flex-col max-lg:gap-1 max-lg:px-1 max-lg:py-2 max-lg:text-[11px] max-lg:leading-3 lg:h-9"
          >
            <Icon className="size-[18px] shrink-0" aria-hidden />
            {t(label)}
          </Link>
        ))}
      </div>
    </nav>
  );
}

/** The bar at the bottom of a small screen. */
export function BottomBar() {
  const { t } = useTranslation();
  return (
    <nav
      aria-label={t("nav.label")}
      className="flex shrink-0 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {pages.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className="flex h-14 flex-1 flex-col items-center justify-center gap-1 font-medium text-[11px] text-text-3 leading-3 data-[status=active]:text-accent-text"
        >
          <Icon className="size-5" aria-hidden />
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
