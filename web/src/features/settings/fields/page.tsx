import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ListPlus, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client } from "@/api/client";
import type { CustomField } from "@/api/types";
import { useMe } from "@/app/session";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Confirm } from "@/ui/confirm";
import { Loaded } from "@/ui/loaded";
import { Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { Segments } from "@/ui/segments";
import { RowMenu } from "../row-menu";
import { FieldEditor } from "./field-editor";

/** Custom fields of contacts and of deals: what they are called, what they hold, what has to be filled in. */
export function FieldsPage() {
  const { t } = useTranslation();
  const { user } = useMe();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const of = useSearch({ from: "/frame/settings/fields" }).of ?? "contact";
  const query = $api.useQuery("get", "/api/fields", { params: { query: { of } } });
  const [editing, setEditing] = useState<CustomField | "new">();
  const [deleting, setDeleting] = useState<CustomField>();
  const refresh = () =>
    cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/api/fields" });
  const add = (
    <Button kind="primary" onClick={() => setEditing("new")} data-testid="add-field">
      <Plus className="size-4" aria-hidden />
      {t("fields.add")}
    </Button>
  );
  return (
    <Page
      title={t("fields.title")}
      lead={user.admin ? t("fields.lead") : t("settings.readOnly")}
      action={user.admin ? add : undefined}
    >
      <div className="mb-4 flex">
        <Segments
          label={t("fields.of")}
          value={of}
          onChange={(next) =>
            void navigate({
              to: "/settings/fields",
              search: { of: next === "deal" ? next : undefined },
              replace: true,
            })
          }
          options={[
            { value: "contact", label: t("fields.ofContacts") },
            { value: "deal", label: t("fields.ofDeals") },
          ]}
        />
      </div>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice
              icon={<ListPlus />}
              title={t("fields.emptyTitle")}
              text={t(`fields.emptyText.${of}`)}
              action={user.admin ? add : undefined}
            />
          ) : (
            <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
              {items.map((field) => (
                <li key={field.id} className="flex items-center gap-3 px-4 py-3" data-testid="field-row">
                  <div className="min-w-0 flex-1">
                    <div className="flex flex-wrap items-center gap-1.5">
                      <span className="mr-1 font-medium">{field.name}</span>
                      {field.required ? <Badge className="h-5">{t("fields.required")}</Badge> : null}
                      {field.unique ? <Badge className="h-5">{t("fields.unique")}</Badge> : null}
                    </div>
                    <p className="truncate text-sm text-text-2">
                      {[t(`fields.type.${field.type}`), field.choices.join(", ")].filter(Boolean).join(" · ")}
                    </p>
                  </div>
                  {user.admin ? (
                    <RowMenu
                      name={field.name}
                      actions={[
                        { label: t("fields.edit"), run: () => setEditing(field), testId: "edit" },
                        { label: t("fields.delete"), run: () => setDeleting(field), testId: "delete" },
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
        <FieldEditor
          of={of}
          field={editing === "new" ? undefined : editing}
          onSaved={refresh}
          onClose={() => setEditing(undefined)}
        />
      ) : null}
      {deleting ? (
        <Confirm
          title={t("fields.deleteTitle", { name: deleting.name })}
          text={t(`fields.deleteText.${of}`)}
          confirm={t("fields.delete")}
          onConfirm={async () => {
            await client.DELETE("/api/settings/fields/{id}", { params: { path: { id: deleting.id } } });
            await refresh();
          }}
          onClose={() => setDeleting(undefined)}
        />
      ) : null}
    </Page>
  );
}
