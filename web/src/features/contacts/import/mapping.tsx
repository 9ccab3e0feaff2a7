import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { ContactImport } from "@/api/types";
import { useFields } from "@/features/fields/use-fields";
import { countries } from "@/i18n/phone";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Choice } from "@/ui/choice";
import { useForm } from "@/ui/form";
import { type Found, SearchChoice } from "@/ui/search-choice";
import { Segments } from "@/ui/segments";
import { usePartName } from "./part-name";
import { guessed, missing, type Plan, withPart } from "./plan";
import { Preview } from "./preview";

/** A Radix list has no empty value. */
const none = "-";

/** What each column of a file is, what is done with known contacts, and what would come of it. */
export function Mapping({ offered }: { offered: ContactImport }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const fields = useFields("contact");
  const partName = usePartName(fields);
  const [plan, setPlan] = useState(() => guessed(offered));
  const lacking = missing(plan, fields);
  const path = { id: offered.id };
  const form = useForm({
    fields: [],
    send: async () => {
      await must(client.POST("/api/contact-imports/{id}/start", { params: { path }, body: plan }));
      await cache.invalidateQueries({ queryKey: ["get", "/api/contact-imports/{id}"] });
    },
  });
  const forget = async () => {
    await client.DELETE("/api/contact-imports/{id}", { params: { path } }).catch(() => undefined);
    await navigate({ to: "/contacts/import" });
  };
  const options = [
    { value: none, label: t("transfer.part.none") },
    ...offered.parts.map((part) => ({ value: part, label: partName(part) })),
  ];

  return (
    <form onSubmit={form.submit} noValidate className="space-y-5">
      <Card title={t("transfer.columns")}>
        <ul className="divide-y divide-line border-line border-t">
          {offered.columns.map((column, i) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move, and several may have one name
              key={i}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5"
              data-testid="import-column"
            >
              <span className="min-w-0 flex-1 basis-56">
                <span className="block truncate font-medium">
                  {column.name || t("transfer.column", { number: i + 1 })}
                </span>
                <span className="block truncate text-sm text-text-3">
                  {column.samples.join(" · ") || t("transfer.emptyColumn")}
                </span>
              </span>
              <Choice
                label={t("transfer.partOf", {
                  name: column.name || t("transfer.column", { number: i + 1 }),
                })}
                value={plan.parts[i] || none}
                options={options}
                onChange={(part) => setPlan(withPart(plan, i, part === none ? "" : part))}
                className="w-full sm:w-64"
              />
            </li>
          ))}
        </ul>
      </Card>
      <div className="grid gap-5 md:grid-cols-2">
        <div className="space-y-1.5">
          <p className="font-medium text-sm">{t("transfer.known")}</p>
          <Segments
            label={t("transfer.known")}
            value={plan.known}
            options={(["update", "leave"] as const).map((value) => ({
              value,
              label: t(`transfer.knownAs.${value}`),
            }))}
            onChange={(known) => setPlan({ ...plan, known })}
          />
          <p className="text-sm text-text-3">{t(`transfer.knownHint.${plan.known}`)}</p>
        </div>
        <Country
          language={i18n.language}
          country={plan.country}
          onChange={(country) => setPlan({ ...plan, country })}
        />
      </div>
      {lacking.length > 0 ? (
        <p className="rounded-soft bg-warn-soft px-3 py-2 text-warn-text" data-testid="import-lacking">
          {t("transfer.lacking", { names: lacking.map(({ name }) => name).join(", ") })}
        </p>
      ) : null}
      <Preview id={offered.id} plan={plan} fields={fields} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p role="alert" className="mr-auto text-bad-text empty:hidden" data-testid="import-refused">
          {form.errors[""]}
        </p>
        <Button onClick={() => void forget()} data-testid="import-forget">
          {t("transfer.forget")}
        </Button>
        <Button kind="primary" type="submit" disabled={form.sending} data-testid="import-start">
          {t("transfer.start", { count: offered.rows })}
        </Button>
      </div>
    </form>
  );
}

function Country({
  language,
  country,
  onChange,
}: {
  language: string;
  country: Plan["country"];
  onChange: (country: string) => void;
}) {
  const { t } = useTranslation();
  const [all, setAll] = useState<Found[]>([]);
  const [search, setSearch] = useState("");
  useEffect(() => {
    void countries(language).then(setAll);
  }, [language]);
  const plain = (text: string) =>
    text
      .normalize("NFD")
      .replace(/\p{Diacritic}/gu, "")
      .toLowerCase();
  const wanted = plain(search.trim());
  return (
    <div>
      <SearchChoice
        label={t("transfer.country")}
        chosen={new Intl.DisplayNames([language], { type: "region" }).of(country) ?? country}
        placeholder={t("transfer.country")}
        options={all.filter(({ name, note }) => plain(`${name} ${note}`).includes(wanted))}
        search={search}
        onSearch={setSearch}
        onChoose={onChange}
        testId="import-country"
      />
      <p className="mt-1.5 text-sm text-text-3">{t("transfer.countryHint")}</p>
    </div>
  );
}
