import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { Department, User } from "@/api/types";
import { useMe } from "@/app/session";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { refreshTeam, teamQuery } from "../team";
import { PersonFields } from "./person-fields";

/** Changes a user. */
export function UserEditor({
  user,
  departments,
  onClose,
}: {
  user: User;
  departments: readonly Department[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const [values, setValues] = useState(() => valuesOf(user));
  const form = useForm({
    fields: ["name", "email", "language", "departments", "admin", "extension"],
    check: () => ({
      name: values.name.trim() ? undefined : t("form.required"),
      email: values.email.trim() ? undefined : t("form.required"),
    }),
    send: async () => {
      await must(
        client.PATCH("/api/settings/users/{id}", { params: { path: { id: user.id } }, body: values }),
      );
      await refreshTeam(cache);
      notifyGood(t("form.saved"));
      onClose();
    },
    onConflict: async () => {
      const { users } = await cache.fetchQuery(teamQuery());
      setValues(valuesOf(users.find(({ id }) => id === user.id) ?? user));
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("users.edit")}
      className="sm:top-[4vh] sm:max-h-[92vh]"
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <PersonFields
          values={values}
          onChange={(change) => setValues({ ...values, ...change })}
          errors={form.errors}
          departments={departments}
          ownself={user.id === me.user.id}
        />
        <Field
          label={t("users.extension")}
          value={values.extension}
          onChange={(event) => setValues({ ...values, extension: event.target.value })}
          hint={t("users.extensionHint")}
          error={form.errors.extension}
          autoComplete="off"
          data-testid="user-extension"
        />
        <FormEnd form={form} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

const valuesOf = ({ name, email, language, admin, departments, extension, version }: User) => ({
  name,
  email,
  language: language as string,
  admin,
  departments,
  extension,
  version,
});
