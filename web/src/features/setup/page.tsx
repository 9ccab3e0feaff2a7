import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { sessionKey } from "@/app/session";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { Front } from "@/ui/front";
import { Loaded } from "@/ui/loaded";
import { setupQuery } from "./setup-query";

/** The first start: a workspace and its administrator, with the code from the server's console. */
export function SetupPage() {
  const setup = useQuery(setupQuery());
  if (setup.data && !setup.data.open) return <Navigate to="/sign-in" search={{}} replace />;
  return (
    <Front>
      <Loaded query={setup}>{() => <First />}</Loaded>
    </Front>
  );
}

function First() {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [values, setValues] = useState({ code: "", workspace: "", name: "", email: "", password: "" });
  const form = useForm({
    fields: ["code", "workspace", "name", "email", "password"],
    check: () => ({
      ...Object.fromEntries(
        Object.entries(values).map(([field, value]) => [
          field,
          value.trim() ? undefined : t("form.required"),
        ]),
      ),
      ...(values.password && values.password.length < 8 ? { password: t("invitation.short") } : {}),
    }),
    send: async () => {
      const me = await must(client.POST("/api/setup", { body: { ...values, language: i18n.language } }));
      cache.clear();
      cache.setQueryData(sessionKey, me);
      await navigate({ to: "/settings/accounts", replace: true });
    },
  });
  const field = (name: keyof typeof values) => ({
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
    error: form.errors[name],
    className: "h-10",
    "data-testid": `setup-${name}`,
  });
  return (
    <>
      <h1 className="font-semibold text-xl">{t("setup.title")}</h1>
      <p className="mt-0.5 mb-6 text-text-2">{t("setup.lead")}</p>
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Field
          label={t("setup.code")}
          hint={t("setup.codeHint")}
          autoComplete="off"
          autoFocus
          spellCheck={false}
          {...field("code")}
        />
        <Field label={t("setup.workspace")} hint={t("setup.workspaceHint")} {...field("workspace")} />
        <Field label={t("setup.name")} autoComplete="name" {...field("name")} />
        <Field label={t("users.email")} type="email" autoComplete="username" {...field("email")} />
        <Field
          label={t("invitation.password")}
          hint={t("invitation.passwordHint")}
          type="password"
          autoComplete="new-password"
          {...field("password")}
        />
        <p role="alert" className="text-bad-text empty:hidden">
          {form.errors[""]}
        </p>
        <Button
          kind="primary"
          size="l"
          type="submit"
          disabled={form.sending}
          className="w-full"
          data-testid="set-up"
        >
          {form.sending ? t("app.saving") : t("setup.submit")}
        </Button>
      </form>
    </>
  );
}
