import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { Department, Invitation } from "@/api/types";
import { Dialog } from "@/ui/dialog";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { refreshTeam } from "../team";
import { PersonFields } from "./person-fields";

/** Invites somebody: the link comes afterwards. */
export function InvitePerson({
  departments,
  onInvited,
  onClose,
}: {
  departments: readonly Department[];
  onInvited: (made: { token: string; invitation: Invitation }) => void;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const [values, setValues] = useState({
    name: "",
    email: "",
    language: i18n.language,
    admin: false,
    departments: [] as string[],
  });
  const form = useForm({
    fields: ["name", "email", "language", "departments", "admin"],
    check: () => ({
      name: values.name.trim() ? undefined : t("form.required"),
      email: values.email.trim() ? undefined : t("form.required"),
    }),
    send: async () => {
      const made = await must(client.POST("/api/settings/invitations", { body: values }));
      await refreshTeam(cache);
      onInvited(made);
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("users.invite")}
      text={t("users.inviteText")}
      className="sm:top-[6vh] sm:max-h-[88vh]"
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <PersonFields
          values={values}
          onChange={(change) => setValues({ ...values, ...change })}
          errors={form.errors}
          departments={departments}
        />
        <FormEnd form={form} onCancel={onClose} submitLabel={t("users.makeLink")} />
      </form>
    </Dialog>
  );
}
