import { useQueryClient } from "@tanstack/react-query";
import { KeySquare, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client } from "@/api/client";
import type { Token } from "@/api/types";
import { dayAndTime } from "@/i18n/format";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Confirm } from "@/ui/confirm";
import { Loaded } from "@/ui/loaded";
import { Moment } from "@/ui/moment";
import { NewTokenDialog } from "./new-token";
import { ShownOnce } from "./shown-once";

/** API tokens, for programs that work in one's name. */
export function TokensCard() {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const tokens = $api.useQuery("get", "/api/me/tokens");
  const [making, setMaking] = useState(false);
  const [text, setText] = useState<string>();
  const [revoking, setRevoking] = useState<Token>();
  const refresh = () =>
    cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/api/me/tokens" });
  return (
    <Card
      title={t("tokens.title")}
      action={
        <Button size="s" onClick={() => setMaking(true)} data-testid="new-token">
          <Plus className="size-3.5" aria-hidden />
          {t("tokens.make")}
        </Button>
      }
    >
      <p className="px-4 pb-3 text-text-2">{t("tokens.lead")}</p>
      <Loaded query={tokens}>
        {({ items }) => (
          <ul className="divide-y divide-line border-line border-t empty:hidden">
            {items.map((token) => (
              <li key={token.id} className="flex items-start gap-3 px-4 py-2.5" data-testid="token">
                <KeySquare className="mt-0.5 size-4 shrink-0 text-text-3" aria-hidden />
                <div className="min-w-0 flex-1">
                  <div className="flex flex-wrap items-center gap-1.5">
                    <span className="mr-1 font-medium">{token.name}</span>
                    {token.scopes.map((scope) => (
                      <Badge key={scope} className="h-5">
                        {t(`tokens.scope.${scope}`)}
                      </Badge>
                    ))}
                    {token.expired ? <Badge tone="warn">{t("tokens.expired")}</Badge> : null}
                  </div>
                  <p className="text-sm text-text-2">
                    {t("tokens.until", { at: dayAndTime(new Date(token.expiresAt), i18n.language) })}
                    {" · "}
                    {token.usedAt ? (
                      <>
                        {t("tokens.used")} <Moment at={token.usedAt} /> · {token.usedFrom}
                      </>
                    ) : (
                      t("tokens.unused")
                    )}
                  </p>
                </div>
                <Button size="s" onClick={() => setRevoking(token)} data-testid="revoke">
                  {t("tokens.revoke")}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {making ? (
        <NewTokenDialog
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false);
            setText(made);
            void refresh();
          }}
        />
      ) : null}
      {text ? (
        <ShownOnce
          title={t("tokens.madeTitle")}
          text={t("tokens.madeText")}
          secret={text}
          onClose={() => setText(undefined)}
        />
      ) : null}
      {revoking ? (
        <Confirm
          title={t("tokens.revokeTitle", { name: revoking.name })}
          text={t("tokens.revokeText")}
          confirm={t("tokens.revoke")}
          onConfirm={async () => {
            await client.DELETE("/api/me/tokens/{id}", { params: { path: { id: revoking.id } } });
            await refresh();
          }}
          onClose={() => setRevoking(undefined)}
        />
      ) : null}
    </Card>
  );
}
