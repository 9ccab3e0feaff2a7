import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import type { Department } from "@/api/types";
import { Choice } from "@/ui/choice";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { Picker } from "@/ui/picker";
import { departmentsQuery, groupsQuery, refreshTeam, teamQuery } from "../team";
import { belowOf } from "./tree";

const none = "none";

/** Makes or changes a department, with its people, accounts and permission groups. */
export function DepartmentEditor({
  department,
  all,
  onClose,
}: {
  department?: Department;
  all: readonly Department[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const users = useQuery(teamQuery()).data?.users ?? [];
  const groups = useQuery(groupsQuery()).data?.items ?? [];
  const accounts = $api.useQuery("get", "/api/accounts").data?.items ?? [];
  const [values, setValues] = useState(() => valuesOf(department));
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  // Itself and what is below it cannot be above it.
  const shut = department ? belowOf(all, department.id) : new Set<string>();
  const form = useForm({
    fields: ["name", "parent", "members", "accounts", "groups"],
    check: () => ({ name: values.name.trim() ? undefined : t("form.required") }),
    send: async () => {
      await must(
        department
          ? client.PUT("/api/settings/departments/{id}", {
              params: { path: { id: department.id } },
              body: values,
            })
          : client.POST("/api/settings/departments", { body: values }),
      );
      await refreshTeam(cache);
      notifyGood(t("form.saved"));
      onClose();
    },
    onConflict: async () => {
      const { items } = await cache.fetchQuery(departmentsQuery());
      setValues(valuesOf(items.find(({ id }) => id === department?.id) ?? department));
    },
  });
  const { errors } = form;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={department ? t("departments.edit") : t("departments.add")}
      className="sm:top-[5vh] sm:max-h-[90vh] sm:w-[40rem]"
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t("departments.name")}
            value={values.name}
            onChange={(event) => set({ name: event.target.value })}
            error={errors.name}
            autoComplete="off"
            autoFocus
            data-testid="department-name"
          />
          <div className="space-y-1.5">
            <div className="font-medium text-sm">{t("departments.parent")}</div>
            <Choice
              label={t("departments.parent")}
              value={values.parent || none}
              onChange={(parent) => set({ parent: parent === none ? undefined : parent })}
              options={[
                { value: none, label: t("departments.top") },
                ...all.filter(({ id }) => !shut.has(id)).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              className="h-9 w-full"
            />
            <p className="text-sm text-text-3">{errors.parent ?? t("departments.parentHint")}</p>
          </div>
        </div>
        <Picker
          label={t("departments.members")}
          options={users.map(({ id, name, email }) => ({ id, name, note: email }))}
          chosen={values.members}
          onChange={(members) => set({ members })}
          testId="pick-members"
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Picker
            label={t("departments.accounts")}
            options={accounts.map(({ id, name }) => ({ id, name }))}
            chosen={values.accounts}
            onChange={(chosen) => set({ accounts: chosen })}
            empty={t("departments.noAccounts")}
            testId="pick-accounts"
          />
          <Picker
            label={t("departments.groups")}
            options={groups.map(({ id, name }) => ({ id, name }))}
            chosen={values.groups}
            onChange={(chosen) => set({ groups: chosen })}
            empty={t("departments.noGroups")}
            testId="pick-groups"
          />
        </div>
        <FormEnd
          form={form}
          error={errors[""] ?? errors.members ?? errors.accounts ?? errors.groups}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

const valuesOf = (department?: Department) => ({
  name: department?.name ?? "",
  parent: department?.parent,
  members: department?.members ?? [],
  accounts: department?.accounts ?? [],
  groups: department?.groups ?? [],
  version: department?.version,
});
