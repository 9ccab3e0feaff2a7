import { getCountries } from "libphonenumber-js/min";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import type { CallSettings } from "@/api/types";
import { useMe } from "@/app/session";
import { Card } from "@/ui/card";
import { useForm } from "@/ui/form";
import { Picker } from "@/ui/picker";
import { CardEnd } from "./card-end";
import { useKeep } from "./use-call-settings";
import { useDraft } from "./use-draft";

/** In which countries customers see the call icon; none chosen is everywhere. */
export function CountriesCard({
  settings,
  meta,
  onUnsaved,
}: {
  settings: CallSettings;
  meta: NonNullable<CallSettings["meta"]>;
  onUnsaved: (is: boolean) => void;
}) {
  const { t, i18n } = useTranslation();
  const { user } = useMe();
  const keep = useKeep(settings.accountId);
  const draft = useDraft(meta.countries, onUnsaved);
  const options = useMemo(() => {
    const names = new Intl.DisplayNames([i18n.language], { type: "region" });
    return getCountries()
      .map((id) => ({ id: id as string, name: names.of(id) ?? id, note: id }))
      .sort((a, b) => a.name.localeCompare(b.name, i18n.language));
  }, [i18n.language]);
  const form = useForm({
    fields: [],
    send: async () => {
      await keep(
        client.PATCH("/api/settings/calling/{id}/switches", {
          params: { path: { id: settings.accountId } },
          body: { countries: draft.value },
        }),
      );
      draft.discard();
    },
  });
  return (
    <Card title={t("calling.countries")}>
      <form onSubmit={form.submit} className="px-4 pb-4" noValidate>
        <p className="mb-3 text-text-2">
          {draft.value.length === 0 ? t("calling.everywhere") : t("calling.onlyThere")}
        </p>
        <Picker
          label={t("calling.countriesPick")}
          options={options}
          chosen={draft.value}
          onChange={(chosen) => draft.set([...chosen].sort())}
          disabled={!user.admin}
          testId="pick-countries"
        />
        {user.admin ? (
          <CardEnd form={form} dirty={draft.dirty} onDiscard={draft.discard} testId="save-countries" />
        ) : null}
      </form>
    </Card>
  );
}
