import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Building2, CornerDownRight, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client } from "@/api/client";
import type { Department } from "@/api/types";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/confirm";
import { Loaded } from "@/ui/loaded";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { RowMenu } from "../row-menu";
import { departmentsQuery, groupsQuery, refreshTeam, teamQuery } from "../team";
import { DepartmentEditor } from "./department-editor";
import { inOrder } from "./tree";

/** Departments: people, their accounts, and what applies to them. */
export function DepartmentsPage() {
  const { t } = useTranslation();
  const { user } = useMe();
  const cache = useQueryClient();
  const departments = useQuery(departmentsQuery());
  const users = useQuery(teamQuery()).data?.users ?? [];
  const groups = useQuery(groupsQuery()).data?.items ?? [];
  const accounts = $api.useQuery("get", "/api/accounts").data?.items ?? [];
  const [editing, setEditing] = useState<Department | "new">();
  const [deleting, setDeleting] = useState<Department>();
  const names = (all: readonly { id: string; name: string }[], ids: readonly string[]) =>
    all
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(", ");
  const add = (
    <Button kind="primary" onClick={() => setEditing("new")} data-testid="add-department">
      <Plus className="size-4" aria-hidden />
      {t("departments.add")}
    </Button>
  );
  return (
    <Page
      title={t("departments.title")}
      lead={user.admin ? t("departments.lead") : t("settings.readOnly")}
      action={user.admin ? add : undefined}
    >
      <Loaded query={departments}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <Notice
                icon={<Building2 />}
                title={t("departments.emptyTitle")}
                text={t("departments.emptyText")}
                action={user.admin ? add : undefined}
              />
            ) : (
              <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
                {inOrder(items).map(({ item: department, depth }) => (
                  <li
                    key={department.id}
                    className="flex items-start gap-3 py-3 pr-4"
                    style={{ paddingLeft: `${16 + Math.min(depth, 4) * 24}px` }}
                    data-testid="department-row"
                  >
                    {depth > 0 ? (
                      <CornerDownRight className="mt-0.5 size-4 shrink-0 text-text-3" aria-hidden />
                    ) : null}
                    <div className="min-w-0 flex-1">
                      <div className="font-medium">{department.name}</div>
                      <dl className="mt-0.5 grid gap-x-3 text-sm text-text-2 sm:grid-cols-[auto_1fr]">
                        {[
                          { label: t("departments.members"), value: names(users, department.members) },
                          { label: t("departments.accounts"), value: names(accounts, department.accounts) },
                          { label: t("departments.groups"), value: names(groups, department.groups) },
                        ].map(({ label, value }) => (
                          <div key={label} className="contents">
                            <dt className="text-text-3">{label}</dt>
                            <dd className="max-sm:mb-1">{value || t("departments.nobody")}</dd>
                          </div>
                        ))}
                      </dl>
                    </div>
                    {user.admin ? (
                      <RowMenu
                        name={department.name}
                        actions={[
                          { label: t("departments.edit"), run: () => setEditing(department), testId: "edit" },
                          {
                            label: t("departments.delete"),
                            run: () => setDeleting(department),
                            testId: "delete",
                          },
                        ]}
                      />
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
            {editing ? (
              <DepartmentEditor
                department={editing === "new" ? undefined : editing}
                all={items}
                onClose={() => setEditing(undefined)}
              />
            ) : null}
          </>
        )}
      </Loaded>
      {deleting ? (
        <Confirm
          title={t("departments.deleteTitle", { name: deleting.name })}
          text={t("departments.deleteText")}
          confirm={t("departments.delete")}
          onConfirm={async () => {
            await client.DELETE("/api/settings/departments/{id}", { params: { path: { id: deleting.id } } });
            await refreshTeam(cache);
          }}
          onClose={() => setDeleting(undefined)}
        />
      ) : null}
    </Page>
  );
}
