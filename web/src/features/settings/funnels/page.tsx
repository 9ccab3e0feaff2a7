import { Filter, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client } from "@/api/client";
import type { Pipeline } from "@/api/types";
import { useMe } from "@/app/session";
import { dots } from "@/features/crm/colors";
import { useDeals } from "@/features/crm/use-deals";
import { Button } from "@/ui/button";
import { cn } from "@/ui/cn";
import { Confirm } from "@/ui/confirm";
import { Loaded } from "@/ui/loaded";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { RowMenu } from "../row-menu";
import { FunnelEditor } from "./funnel-editor";

/** Funnels: the stages that deals go through, and why they are won or lost. */
export function FunnelsPage() {
  const { t } = useTranslation();
  const { user } = useMe();
  const { refresh } = useDeals();
  const query = $api.useQuery("get", "/api/pipelines", {});
  const [editing, setEditing] = useState<Pipeline | "new">();
  const [deleting, setDeleting] = useState<Pipeline>();
  const add = (
    <Button kind="primary" onClick={() => setEditing("new")} data-testid="add-funnel">
      <Plus className="size-4" aria-hidden />
      {t("funnels.add")}
    </Button>
  );
  return (
    <Page
      title={t("funnels.title")}
      lead={user.admin ? t("funnels.lead") : t("settings.readOnly")}
      action={user.admin ? add : undefined}
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice
              icon={<Filter />}
              title={t("funnels.emptyTitle")}
              text={t("funnels.emptyText")}
              action={user.admin ? add : undefined}
            />
          ) : (
            <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
              {items.map((funnel) => (
                <li key={funnel.id} className="flex items-start gap-3 p-4" data-testid="funnel-row">
                  <div className="min-w-0 flex-1">
                    <div className="font-medium">
                      {funnel.name} <span className="font-normal text-text-3">{funnel.currency}</span>
                    </div>
                    <ol className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-sm text-text-2">
                      {funnel.stages.map((stage) => (
                        <li key={stage.id} className="flex items-center gap-1.5">
                          <span className={cn("size-2.5 rounded-full", dots[stage.color])} aria-hidden />
                          {stage.name}
                          {stage.limitHours > 0 ? (
                            <span className="text-text-3">{t("funnels.hours", { n: stage.limitHours })}</span>
                          ) : null}
                        </li>
                      ))}
                    </ol>
                  </div>
                  {user.admin ? (
                    <RowMenu
                      name={funnel.name}
                      actions={[
                        { label: t("funnels.edit"), run: () => setEditing(funnel), testId: "edit" },
                        { label: t("funnels.delete"), run: () => setDeleting(funnel), testId: "delete" },
                      ]}
                    />
                  ) : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {editing ? (
        <FunnelEditor
          key={editing === "new" ? "new" : editing.id}
          funnel={editing === "new" ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
      {deleting ? (
        <Confirm
          title={t("funnels.deleteTitle", { name: deleting.name })}
          text={t("funnels.deleteText")}
          confirm={t("funnels.delete")}
          onConfirm={async () => {
            await client.DELETE("/api/settings/pipelines/{id}", { params: { path: { id: deleting.id } } });
            await refresh();
          }}
          onClose={() => setDeleting(undefined)}
        />
      ) : null}
    </Page>
  );
}
