import { useQueryClient } from "@tanstack/react-query";
import { Monitor, Smartphone } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client } from "@/api/client";
import { asApiError } from "@/api/problem";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Loaded } from "@/ui/loaded";
import { Moment } from "@/ui/moment";
import { notifyBad, notifyGood } from "@/ui/notify";
import { browserName } from "./browser-name";

/** Where one is signed in, and the way out of there. */
export function SessionsCard() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const sessions = $api.useQuery("get", "/api/me/sessions");
  const [ending, setEnding] = useState("");
  const end = async (id: string) => {
    setEnding(id || "all");
    try {
      if (id) await client.DELETE("/api/me/sessions/{id}", { params: { path: { id } } });
      else await client.DELETE("/api/me/sessions");
      await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/api/me/sessions" });
      notifyGood(t("mine.ended"));
    } catch (thrown) {
      notifyBad(asApiError(thrown).message || t("form.failed"));
    } finally {
      setEnding("");
    }
  };
  const others = sessions.data?.items.some((session) => !session.this) ?? false;
  return (
    <Card
      title={t("mine.sessions")}
      action={
        <Button
          size="s"
          disabled={!others || ending !== ""}
          onClick={() => void end("")}
          data-testid="end-all"
        >
          {t("mine.endAll")}
        </Button>
      }
    >
      <Loaded query={sessions}>
        {({ items }) => (
          <ul className="divide-y divide-line border-line border-t">
            {items.map((session) => (
              <li key={session.id} className="flex items-center gap-3 px-4 py-2.5" data-testid="session">
                {/Mobile|Android|iPhone/.test(session.agent) ? (
                  <Smartphone className="size-4 shrink-0 text-text-3" aria-hidden />
                ) : (
                  <Monitor className="size-4 shrink-0 text-text-3" aria-hidden />
                )}
                <div className="min-w-0 flex-1">
                  <div className="flex flex-wrap items-center gap-2" title={session.agent}>
                    <span className="font-medium">
                      {browserName(session.agent) || t("mine.unknownBrowser")}
                    </span>
                    {session.this ? <Badge tone="good">{t("mine.this")}</Badge> : null}
                  </div>
                  <p className="text-sm text-text-2">
                    {session.address} · {t("mine.seen")} <Moment at={session.seenAt} />
                  </p>
                </div>
                {session.this ? null : (
                  <Button size="s" disabled={ending !== ""} onClick={() => void end(session.id)}>
                    {t("mine.end")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
