import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import type { Closing } from "@/api/types";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { useForm } from "@/ui/form";
import { Loaded } from "@/ui/loaded";
import { notifyGood } from "@/ui/notify";
import { Switch } from "@/ui/switch";
import { TextField } from "@/ui/text-field";

/** Why services are closed: the reasons to choose from, one on each line, and whether others may be written. */
export function ClosingCard({ readOnly }: { readOnly: boolean }) {
  const { t } = useTranslation();
  const query = $api.useQuery("get", "/api/settings/closing", {});
  return (
    <Card title={t("closing.title")}>
      <p className="px-4 pb-3 text-text-2">{t("closing.lead")}</p>
      <Loaded query={query}>{(closing) => <ClosingForm closing={closing} readOnly={readOnly} />}</Loaded>
    </Card>
  );
}

function ClosingForm({ closing, readOnly }: { closing: Closing; readOnly: boolean }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [reasons, setReasons] = useState(closing.reasons.join("\n"));
  const [free, setFree] = useState(closing.free);
  const refresh = () =>
    cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/api/settings/closing" });
  useEffect(() => {
    setReasons(closing.reasons.join("\n"));
    setFree(closing.free);
  }, [closing]);
  const form = useForm({
    fields: ["reasons"],
    send: async () => {
      await must(
        client.PUT("/api/settings/closing", {
          body: { reasons: reasons.split("\n"), free, version: closing.version },
        }),
      );
      await refresh();
      notifyGood(t("form.saved"));
    },
    onConflict: refresh,
  });
  return (
    <form onSubmit={form.submit} noValidate className="space-y-4 px-4 pb-4">
      <TextField
        label={t("closing.reasons")}
        hint={t("closing.hint")}
        value={reasons}
        onChange={setReasons}
        error={form.errors.reasons}
        rows={6}
        disabled={readOnly}
        testId="closing-reasons"
      />
      <Switch
        checked={free}
        onChange={setFree}
        label={t("closing.free")}
        hint={t("closing.freeHint")}
        disabled={readOnly}
        testId="closing-free"
      />
      <p role="alert" className="text-bad-text empty:hidden">
        {form.errors[""]}
      </p>
      {readOnly ? null : (
        <div className="flex justify-end">
          <Button kind="primary" type="submit" disabled={form.sending} data-testid="save-closing">
            {t(form.sending ? "app.saving" : "app.save")}
          </Button>
        </div>
      )}
    </form>
  );
}
