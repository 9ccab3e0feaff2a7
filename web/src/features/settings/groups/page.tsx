import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import type { PermissionGroup } from "@/api/types";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/confirm";
import { Loaded } from "@/ui/loaded";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { RowMenu } from "../row-menu";
import { departmentsQuery, groupsQuery, refreshTeam } from "../team";
import { GroupEditor } from "./group-editor";
import { pathKey } from "./path-tree";

/** Permission groups: what people may do, and which departments link it. */
export function GroupsPage() {
  const { t } = useTranslation();
  const { user } = useMe();
  const cache = useQueryClient();
  const groups = useQuery(groupsQuery());
  const departments = useQuery(departmentsQuery());
  const [editing, setEditing] = useState<PermissionGroup | "new">();
  const [deleting, setDeleting] = useState<PermissionGroup>();
  /** The names of the departments that link a group. */
  const linking = (id: string) =>
    (departments.data?.items ?? [])
      .filter((department) => department.groups.includes(id))
      .map(({ name }) => name)
      .join(", ");
  const add = (
    <Button kind="primary" onClick={() => setEditing("new")} data-testid="add-group">
      <Plus className="size-4" aria-hidden />
      {t("groups.add")}
    </Button>
  );
  return (
    <Page
      title={t("groups.title")}
      lead={user.admin ? t("groups.lead") : t("settings.readOnly")}
      action={user.admin ? add : undefined}
    >
      <Loaded query={groups}>
        {({ items, tree }) => (
          <>
            {items.length === 0 ? (
              <Notice
                icon={<KeyRound />}
                title={t("groups.emptyTitle")}
                text={t("groups.emptyText")}
                action={user.admin ? add : undefined}
              />
            ) : (
              <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
                {items.map((group) => (
                  <li key={group.id} className="flex items-start gap-3 px-4 py-3" data-testid="group-row">
                    <div className="min-w-0 flex-1">
                      <div className="font-medium">{group.name}</div>
                      <p className="text-sm text-text-2">
                        {group.paths.length > 0
                          ? group.paths.map((path) => t(pathKey(path))).join(" · ")
                          : t("groups.nothing")}
                      </p>
                      <p className="text-sm text-text-3">
                        {linking(group.id)
                          ? t("groups.linked", { names: linking(group.id) })
                          : t("groups.notLinked")}
                      </p>
                    </div>
                    {user.admin ? (
                      <RowMenu
                        name={group.name}
                        actions={[
                          { label: t("groups.edit"), run: () => setEditing(group), testId: "edit" },
                          { label: t("groups.delete"), run: () => setDeleting(group), testId: "delete" },
                        ]}
                      />
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
            {editing ? (
              <GroupEditor
                group={editing === "new" ? undefined : editing}
                tree={tree}
                onClose={() => setEditing(undefined)}
              />
            ) : null}
          </>
        )}
      </Loaded>
      {deleting ? (
        <Confirm
          title={t("groups.deleteTitle", { name: deleting.name })}
          text={
            linking(deleting.id)
              ? t("groups.deleteLinked", { names: linking(deleting.id) })
              : t("groups.deleteText")
          }
          confirm={t("groups.delete")}
          onConfirm={async () => {
            await client.DELETE("/api/settings/groups/{id}", { params: { path: { id: deleting.id } } });
            await refreshTeam(cache);
          }}
          onClose={() => setDeleting(undefined)}
        />
      ) : null}
    </Page>
  );
}
