import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { TriangleAlert, UserX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import type { CallSettings } from "@/api/types";
import { useMe } from "@/app/session";
import { departmentsQuery, teamQuery } from "@/features/settings/team";
import { Avatar } from "@/ui/avatar";
import { Card } from "@/ui/card";
import { useForm } from "@/ui/form";
import { Picker } from "@/ui/picker";
import { CardEnd } from "./card-end";
import { useKeep, useReread } from "./use-call-settings";
import { useDraft } from "./use-draft";

/** Departments or users who handle the calls, and who that is in the end. */
export function OperatorsCard({
  settings,
  onUnsaved,
}: {
  settings: CallSettings;
  onUnsaved: (is: boolean) => void;
}) {
  const { t } = useTranslation();
  const { user } = useMe();
  const keep = useKeep(settings.accountId);
  const reread = useReread(settings.accountId);
  const users = useQuery(teamQuery()).data?.users ?? [];
  const departments = useQuery(departmentsQuery()).data?.items ?? [];
  const draft = useDraft(
    { users: settings.operatorUsers, departments: settings.operatorDepartments },
    onUnsaved,
  );
  const form = useForm({
    fields: [],
    send: async () => {
      await keep(
        client.PUT("/api/settings/calling/{id}/operators", {
          params: { path: { id: settings.accountId } },
          body: { ...draft.value, version: settings.version },
        }),
      );
      draft.discard();
    },
    onConflict: async () => {
      await reread();
      draft.discard();
    },
  });
  return (
    <Card title={t("calling.operators")}>
      <form onSubmit={form.submit} className="px-4 pb-4" noValidate>
        <p className="mb-3 text-text-2">{t("calling.operatorsLead")}</p>
        <div className="grid gap-4 sm:grid-cols-2">
          <Picker
            label={t("calling.departments")}
            options={departments.map(({ id, name }) => ({ id, name }))}
            chosen={draft.value.departments}
            onChange={(chosen) => draft.set({ ...draft.value, departments: chosen })}
            disabled={!user.admin}
            empty={t("calling.noDepartments")}
            testId="pick-departments"
          />
          <Picker
            label={t("calling.users")}
            options={users.filter(({ blocked }) => !blocked).map(({ id, name }) => ({ id, name }))}
            chosen={draft.value.users}
            onChange={(chosen) => draft.set({ ...draft.value, users: chosen })}
            disabled={!user.admin}
            testId="pick-users"
          />
        </div>
        {user.admin ? (
          <CardEnd form={form} dirty={draft.dirty} onDiscard={draft.discard} testId="save-operators" />
        ) : null}
        <h4 className="mt-4 mb-1.5 font-medium text-sm">
          {t("calling.whoIs", { n: settings.operators.length })}
        </h4>
        {settings.operators.length === 0 ? (
          <p className="flex items-center gap-2 text-text-2">
            <UserX className="size-4 text-text-3" aria-hidden />
            {t("calling.nobody")}
          </p>
        ) : (
          <ul className="divide-y divide-line rounded-soft border border-line">
            {settings.operators.map((operator) => (
              <li key={operator.id} className="flex items-start gap-2.5 px-3 py-2" data-testid="operator">
                <Avatar name={operator.name} size="s" />
                <div className="min-w-0 flex-1">
                  <div className="font-medium">{operator.name}</div>
                  <p className="text-sm text-text-2">
                    {[
                      operator.named ? t("calling.byName") : "",
                      operator.departments.length > 0
                        ? t("calling.byDepartment", { names: operator.departments.join(", ") })
                        : "",
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                  {operator.missing.map((why) => (
                    <p key={why} className="mt-0.5 flex items-start gap-1.5 text-sm text-warn-text">
                      <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
                      <span>
                        {t(`calling.missing.${why}`)}{" "}
                        <Link
                          to={why === "no_permission" ? "/settings/groups" : "/settings/departments"}
                          className="underline underline-offset-2"
                        >
                          {t(`calling.fix.${why}`)}
                        </Link>
                      </span>
                    </p>
                  ))}
                </div>
              </li>
            ))}
          </ul>
        )}
      </form>
    </Card>
  );
}
