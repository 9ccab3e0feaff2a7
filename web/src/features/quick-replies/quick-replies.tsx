import { useQueryClient } from "@tanstack/react-query";
import { MessageSquareQuote, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client } from "@/api/client";
import type { QuickReply } from "@/api/types";
import { RowMenu } from "@/features/settings/row-menu";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Confirm } from "@/ui/confirm";
import { Loaded } from "@/ui/loaded";
import { QuickReplyEditor } from "./quick-reply-editor";

/** Quick replies: those that are shared, or one's own. */
export function QuickReplies({ shared, readOnly }: { shared: boolean; readOnly?: boolean }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const query = $api.useQuery("get", "/api/quick-replies", {});
  const departments = $api.useQuery("get", "/api/departments", {}).data?.items ?? [];
  const [editing, setEditing] = useState<QuickReply | "new">();
  const [deleting, setDeleting] = useState<QuickReply>();
  return (
    <Card
      title={t(shared ? "quick.shared" : "quick.own")}
      action={
        readOnly ? undefined : (
          <Button size="s" onClick={() => setEditing("new")} data-testid="new-quick-reply">
            <Plus className="size-3.5" aria-hidden />
            {t("quick.add")}
          </Button>
        )
      }
    >
      <p className="px-4 pb-3 text-text-2">{t(shared ? "quick.sharedLead" : "quick.ownLead")}</p>
      <Loaded query={query}>
        {({ items }) => (
          <ul className="divide-y divide-line border-line border-t empty:hidden">
            {items
              .filter((one) => one.shared === shared)
              .map((one) => (
                <li key={one.id} className="flex items-start gap-3 px-4 py-2.5" data-testid="quick-reply-row">
                  <MessageSquareQuote className="mt-0.5 size-4 shrink-0 text-text-3" aria-hidden />
                  <div className="min-w-0 flex-1">
                    <div className="flex flex-wrap items-center gap-1.5">
                      <span className="font-medium">/{one.shortcut}</span>
                      {one.departmentId ? (
                        <Badge className="h-5">
                          {departments.find(({ id }) => id === one.departmentId)?.name ?? "…"}
                        </Badge>
                      ) : null}
                    </div>
                    <p className="line-clamp-3 whitespace-pre-wrap text-sm text-text-2">{one.text}</p>
                  </div>
                  {readOnly ? null : (
                    <RowMenu
                      name={`/${one.shortcut}`}
                      actions={[
                        { label: t("quick.edit"), run: () => setEditing(one), testId: "edit" },
                        { label: t("quick.delete"), run: () => setDeleting(one), testId: "delete" },
                      ]}
                    />
                  )}
                </li>
              ))}
          </ul>
        )}
      </Loaded>
      {editing ? (
        <QuickReplyEditor
          reply={editing === "new" ? undefined : editing}
          shared={shared}
          departments={departments}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
      {deleting ? (
        <Confirm
          title={t("quick.deleteTitle", { word: `/${deleting.shortcut}` })}
          text={t("quick.deleteText")}
          confirm={t("quick.delete")}
          onConfirm={async () => {
            await client.DELETE("/api/quick-replies/{id}", { params: { path: { id: deleting.id } } });
            await cache.invalidateQueries({
              predicate: ({ queryKey }) => queryKey[1] === "/api/quick-replies",
            });
          }}
          onClose={() => setDeleting(undefined)}
        />
      ) : null}
    </Card>
  );
}
