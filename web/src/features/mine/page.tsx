import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import { useMe } from "@/app/session";
import { setTheme, type Theme, useTheme } from "@/app/theme";
import { QuickReplies } from "@/features/quick-replies/quick-replies";
import { languages, speak } from "@/i18n";
import { Card } from "@/ui/card";
import { Choice } from "@/ui/choice";
import { notifyBad } from "@/ui/notify";
import { Page } from "@/ui/page";
import { NewsCard } from "./news-card";
import { PasswordCard } from "./password-card";
import { SecondFactorCard } from "./second-factor-card";
import { SessionsCard } from "./sessions-card";
import { TokensCard } from "./tokens-card";

/** My account: what belongs to oneself and nobody else sets. */
export function MinePage() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const theme = useTheme();
  const cache = useQueryClient();
  const changeLanguage = async (language: string) => {
    await speak(language);
    try {
      await client.PATCH("/api/me", { body: { language } });
      await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/api/session" });
    } catch {
      notifyBad(t("app.offlineTitle"));
    }
  };
  return (
    <Page title={t("mine.title")} lead={`${me.user.name} · ${me.user.email}`}>
      <Card title={t("mine.console")}>
        <div className="grid gap-4 px-4 pb-4 sm:grid-cols-2">
          <div className="space-y-1.5">
            <div className="font-medium text-sm">{t("own.language")}</div>
            <Choice
              label={t("own.language")}
              value={i18n.language}
              onChange={(code) => void changeLanguage(code)}
              options={languages.map(({ code, name }) => ({ value: code as string, label: name }))}
              className="h-9 w-full"
            />
          </div>
          <div className="space-y-1.5">
            <div className="font-medium text-sm">{t("own.theme")}</div>
            <Choice
              label={t("own.theme")}
              value={theme}
              onChange={(value: Theme) => setTheme(value)}
              options={[
                { value: "light", label: t("own.light") },
                { value: "dark", label: t("own.dark") },
                { value: "system", label: t("own.system") },
              ]}
              className="h-9 w-full"
            />
          </div>
        </div>
      </Card>
      <NewsCard />
      <QuickReplies shared={false} />
      <PasswordCard />
      <SecondFactorCard />
      <SessionsCard />
      <TokensCard />
    </Page>
  );
}
