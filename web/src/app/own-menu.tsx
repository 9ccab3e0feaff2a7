import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { BookOpen, Keyboard, LogOut, UserCog } from "lucide-react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import { languages, speak } from "@/i18n";
import { isBusy } from "@/softphone/state";
import { Avatar } from "@/ui/avatar";
import {
  Menu,
  MenuChoice,
  MenuContent,
  MenuGroup,
  MenuItem,
  MenuLabel,
  MenuLine,
  MenuTrigger,
} from "@/ui/menu";
import { notifyBad } from "@/ui/notify";
import { useLive, usePhoneState } from "./live";
import { useMe } from "./session";
import { setTheme, type Theme, useTheme } from "./theme";

/** Language, theme and signing out. */
export function OwnMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const theme = useTheme();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { events, phone } = useLive();
  const busy = isBusy(usePhoneState());

  const changeLanguage = async (language: string) => {
    await speak(language);
    try {
      await client.PATCH("/api/me", { body: { language } });
    } catch {
      notifyBad(t("app.offlineTitle"));
    }
  };

  const signOut = async () => {
    try {
      await client.DELETE("/api/session");
    } catch {
      notifyBad(t("app.offlineTitle"));
      return;
    }
    events.stop();
    phone.stop();
    cache.clear();
    await navigate({ to: "/sign-in", search: {} });
  };

  return (
    <Menu>
      <MenuTrigger className="rounded-full" aria-label={t("own.menu")} data-testid="own-menu">
        <Avatar name={me.user.name} size="s" />
      </MenuTrigger>
      <MenuContent align="end" className="w-64">
        <div className="px-2 pt-1.5 pb-2">
          <div className="truncate font-medium">{me.user.name}</div>
          <div className="truncate text-sm text-text-3">{me.user.email}</div>
          {me.user.admin ? <div className="text-sm text-text-3">{t("own.admin")}</div> : null}
        </div>
        <MenuLine />
        <MenuLabel>{t("own.language")}</MenuLabel>
        <MenuGroup value={i18n.language} onValueChange={(code) => void changeLanguage(code)}>
          {languages.map((language) => (
            <MenuChoice key={language.code} value={language.code} lang={language.code}>
              {language.name}
            </MenuChoice>
          ))}
        </MenuGroup>
        <MenuLine />
        <MenuLabel>{t("own.theme")}</MenuLabel>
        <MenuGroup value={theme} onValueChange={(value) => setTheme(value as Theme)}>
          <MenuChoice value="light">{t("own.light")}</MenuChoice>
          <MenuChoice value="dark">{t("own.dark")}</MenuChoice>
          <MenuChoice value="system">{t("own.system")}</MenuChoice>
        </MenuGroup>
        <MenuLine />
        <MenuItem icon={<UserCog />} onSelect={() => void navigate({ to: "/me" })} data-testid="my-account">
          {t("own.account")}
        </MenuItem>
        <MenuItem icon={<Keyboard />} onSelect={onShortcuts}>
          {t("own.shortcuts")}
        </MenuItem>
        <MenuItem icon={<BookOpen />} onSelect={() => window.open("/api/docs", "_blank", "noopener")}>
          {t("own.api")}
        </MenuItem>
        <MenuLine />
        <MenuItem
          icon={<LogOut />}
          why={busy ? t("own.signOutCall") : undefined}
          onSelect={() => void signOut()}
          data-testid="sign-out"
        >
          {t("own.signOut")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
