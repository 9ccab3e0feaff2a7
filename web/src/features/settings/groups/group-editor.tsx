import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { PermissionGroup } from "@/api/types";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { groupsQuery, refreshTeam } from "../team";
import { PathTree } from "./path-tree";
import type { Node } from "./paths";

/** Makes or changes a permission group. */
export function GroupEditor({
  group,
  tree,
  onClose,
}: {
  group?: PermissionGroup;
  tree: readonly Node[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [values, setValues] = useState({
    name: group?.name ?? "",
    paths: group?.paths ?? [],
    version: group?.version,
  });
  const form = useForm({
    fields: ["name", "paths"],
    check: () => ({ name: values.name.trim() ? undefined : t("form.required") }),
    send: async () => {
      await must(
        group
          ? client.PUT("/api/settings/groups/{id}", { params: { path: { id: group.id } }, body: values })
          : client.POST("/api/settings/groups", { body: values }),
      );
      await refreshTeam(cache);
      notifyGood(t("form.saved"));
      onClose();
    },
    onConflict: async () => {
      const { items } = await cache.fetchQuery(groupsQuery());
      const fresh = items.find(({ id }) => id === group?.id);
      if (fresh) setValues({ name: fresh.name, paths: fresh.paths, version: fresh.version });
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={group ? t("groups.edit") : t("groups.add")}
      text={t("groups.editLead")}
      className="sm:top-[7vh] sm:max-h-[86vh] sm:w-[34rem]"
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Field
          label={t("groups.name")}
          value={values.name}
          onChange={(event) => setValues({ ...values, name: event.target.value })}
          error={form.errors.name}
          autoComplete="off"
          autoFocus
          data-testid="group-name"
        />
        <PathTree tree={tree} granted={values.paths} onChange={(paths) => setValues({ ...values, paths })} />
        <FormEnd form={form} error={form.errors[""] ?? form.errors.paths} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
