import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { ArrowLeft, ChevronRight, Settings } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/app/session";
import { cn } from "@/ui/cn";
import { NoPermission, Notice } from "@/ui/notice";
import { sectionsFor } from "./sections";

/** System Settings: the list of its pages, and one of them. On a small screen only one of the two. */
export function SettingsFrame() {
  const { t } = useTranslation();
  const me = useMe();
  const { pathname } = useLocation();
  const atTop = pathname.replace(/\/$/, "") === "/settings";
  const sections = sectionsFor(me);
  if (sections.length === 0) return <NoPermission reason="no_settings" />;
  return (
    <div className="flex h-full min-h-0">
      <nav
        aria-label={t("settings.label")}
        className={cn(
          "min-h-0 w-full flex-col overflow-y-auto border-line bg-surface md:flex md:w-60 md:shrink-0 md:border-r",
          atTop ? "flex" : "hidden",
        )}
      >
        <div className="px-4 pt-4 pb-2">
          {atTop ? (
            <h1 className="font-semibold text-lg">{t("settings.title")}</h1>
          ) : (
            <p className="font-semibold text-lg">{t("settings.title")}</p>
          )}
        </div>
        {sections.map(({ label, pages }) => (
          <div key={label} className="px-2 pb-3">
            <h2 className="px-2 pb-1 font-medium text-text-3 text-xs">{t(label)}</h2>
            <ul className="space-y-0.5">
              {pages.map(({ to, title, icon: Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    className="flex h-10 items-center gap-2.5 rounded-soft px-2 text-text-2 transition-colors ease-quick hover:bg-hover hover:text-text data-[status=active]:bg-selected data-[status=active]:font-medium data-[status=active]:text-accent-text md:h-9"
                  >
                    <Icon className="size-4 shrink-0" aria-hidden />
                    <span className="min-w-0 flex-1 truncate">{t(title)}</span>
                    <ChevronRight className="size-4 text-text-3 md:hidden" aria-hidden />
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className={cn("min-h-0 min-w-0 flex-1 flex-col bg-bg", atTop ? "hidden md:flex" : "flex")}>
        <Link
          to="/settings"
          className="flex h-11 shrink-0 items-center gap-2 border-line border-b bg-surface px-4 font-medium text-text-2 md:hidden"
        >
          <ArrowLeft className="size-4" aria-hidden />
          {t("settings.back")}
        </Link>
        <div className="min-h-0 flex-1">
          <Outlet />
        </div>
      </div>
    </div>
  );
}

/** What stands beside the list before a page is chosen. */
export function SettingsIndex() {
  const { t } = useTranslation();
  return <Notice icon={<Settings />} title={t("settings.pickTitle")} text={t("settings.lead")} />;
}
