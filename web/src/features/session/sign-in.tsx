import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import { sessionKey, useSession } from "@/app/session";
import { setupQuery } from "@/features/setup/setup-query";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Front } from "@/ui/front";

/** The words for a sign-in that did not work. */
function troubleKey(thrown: unknown): string {
  const error = asApiError(thrown);
  if (error.code === "offline") return "app.offlineText";
  if (error.reason === "wrong_code") return "session.wrongCode";
  if (error.status === 401) return "session.wrong";
  if (error.status === 429) return "session.limited";
  return error.status >= 500 ? "session.failed" : "session.wrong";
}

/** Only a path of ours may follow the sign-in. */
const safe = (next: string | undefined) => (next?.startsWith("/") && !next.startsWith("//") ? next : "/sac");

export function SignIn() {
  const { t } = useTranslation();
  const { next } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const cache = useQueryClient();
  const session = useSession();
  const setup = useQuery(setupQuery());
  const [trouble, setTrouble] = useState("");
  const [sending, setSending] = useState(false);
  const [values, setValues] = useState({ email: "", password: "", code: "" });
  const [asking, setAsking] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = values.email.trim();
    if (!email || !values.password || (asking && !values.code.trim())) {
      setTrouble(asking ? "session.codeLead" : "session.missing");
      return;
    }
    setSending(true);
    setTrouble("");
    try {
      const body = { email, password: values.password, ...(asking ? { code: values.code } : {}) };
      const me = await must(client.POST("/api/session", { body }));
      cache.clear();
      cache.setQueryData(sessionKey, me);
      await navigate({ to: safe(next), replace: true });
    } catch (thrown) {
      setSending(false);
      if (asApiError(thrown).reason === "second_factor") setAsking(true);
      else setTrouble(troubleKey(thrown));
    }
  };
  const field = (name: keyof typeof values) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
    required: true,
    className: "h-10",
    "data-testid": `sign-in-${name}`,
  });

  // What is known of a session that has ended stays in the cache: whoever comes here by that stays here.
  if (setup.data?.open) return <Navigate to="/setup" replace />;
  if (session.data && !session.isError && !sending) return <Navigate to={safe(next)} replace />;
  return (
    <Front>
      <h1 className="font-semibold text-xl">{t("session.title")}</h1>
      <p className="mt-0.5 mb-6 text-text-2">{asking ? t("session.codeLead") : t("session.lead")}</p>
      <form onSubmit={submit} noValidate className="space-y-4">
        {asking ? (
          <Field
            key="code"
            label={t("session.code")}
            inputMode="text"
            autoComplete="one-time-code"
            autoFocus
            {...field("code")}
          />
        ) : (
          <>
            <Field
              label={t("session.email")}
              type="email"
              autoComplete="username"
              autoFocus
              {...field("email")}
            />
            <Field
              label={t("session.password")}
              type="password"
              autoComplete="current-password"
              {...field("password")}
            />
          </>
        )}
        <p role="alert" className="min-h-5 text-bad-text" data-testid="sign-in-trouble">
          {trouble ? t(trouble) : null}
        </p>
        <Button
          kind="primary"
          size="l"
          type="submit"
          disabled={sending}
          className="w-full"
          data-testid="sign-in"
        >
          {sending ? t("session.submitting") : t("session.submit")}
        </Button>
        {asking ? (
          <Button
            kind="ghost"
            className="w-full"
            onClick={() => {
              setAsking(false);
              setTrouble("");
              setValues({ ...values, code: "" });
            }}
          >
            {t("session.back")}
          </Button>
        ) : null}
      </form>
    </Front>
  );
}
