import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { LinkIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { Me } from "@/api/types";
import { sessionKey } from "@/app/session";
import { speak } from "@/i18n";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { Front } from "@/ui/front";
import { Loaded } from "@/ui/loaded";
import { Notice } from "@/ui/notice";

/** Where the link of an invitation leads: choose a password, and be signed in. */
export function InvitationPage() {
  const { t } = useTranslation();
  const [token] = useState(() => location.hash.slice(1));
  const joining = useQuery({
    queryKey: ["invitation"],
    queryFn: () => must(client.POST("/api/invitations/look", { body: { token } })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const language = joining.data?.language;
  useEffect(() => {
    if (language) void speak(language);
  }, [language]);
  if (joining.isError && asApiError(joining.error).status === 404) {
    return (
      <Front centred>
        <Notice
          icon={<LinkIcon />}
          title={t("invitation.overTitle")}
          text={t("invitation.overText")}
          action={
            <Button asChild>
              <Link to="/sign-in" search={{}}>
                {t("invitation.toSignIn")}
              </Link>
            </Button>
          }
        />
      </Front>
    );
  }
  return (
    <Front>
      <Loaded query={joining}>{(data) => <Join token={token} {...data} />}</Loaded>
    </Front>
  );
}

function Join({
  token,
  workspace,
  email,
  name,
  known,
}: {
  token: string;
  workspace: string;
  email: string;
  name: string;
  known: boolean;
}) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState("");
  const form = useForm({
    fields: ["password"],
    check: () => ({ password: password.length >= 8 ? undefined : t("invitation.short") }),
    send: async () => {
      let me: Me;
      try {
        me = await must(
          client.POST("/api/invitations/accept", { body: { token, password, language: i18n.language } }),
        );
      } catch (thrown) {
        // The password is set; who has a second factor signs in with both.
        if (asApiError(thrown).reason !== "second_factor") throw thrown;
        await navigate({ to: "/sign-in", search: {}, replace: true });
        return;
      }
      cache.clear();
      cache.setQueryData(sessionKey, me);
      await navigate({ to: "/sac", replace: true });
    },
  });
  return (
    <>
      <h1 className="font-semibold text-xl">
        {known ? t("invitation.again", { name }) : t("invitation.welcome", { name, workspace })}
      </h1>
      <p className="mt-0.5 mb-6 text-text-2">{t("invitation.lead", { email })}</p>
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <Field
          label={t("invitation.password")}
          type="password"
          autoComplete="new-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          hint={t("invitation.passwordHint")}
          error={form.errors.password}
          className="h-10"
          data-testid="new-password"
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
          data-testid="join"
        >
          {form.sending ? t("session.submitting") : t("invitation.join")}
        </Button>
      </form>
    </>
  );
}
