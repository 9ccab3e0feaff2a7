import { FileSpreadsheet, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { asApiError } from "@/api/problem";
import type { RateCardReading } from "@/api/types";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";

/** Imports a rate card: choose a file, see what it says or what is wrong with it, give it its day. */
export function ImportDialog({
  days,
  onDone,
  onClose,
}: {
  days: readonly string[];
  onDone: (effective: string) => void;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const [file, setFile] = useState<{ name: string; csv: string }>();
  const [reading, setReading] = useState<RateCardReading>();
  const [trouble, setTrouble] = useState("");
  const [effective, setEffective] = useState("");
  const [replace, setReplace] = useState(false);
  const bad = reading ? reading.trouble.length > 0 : false;
  const taken = days.includes(effective);

  const look = async (chosen: File | undefined) => {
    if (!chosen) return;
    setReading(undefined);
    form.setErrors({});
    setTrouble("");
    setReplace(false);
    try {
      if (chosen.size > 256 * 1024) throw new Error(t("pricing.trouble.too_long"));
      const csv = await chosen.text();
      setFile({ name: chosen.name, csv });
      const read = await must(client.POST("/api/settings/rates/reading", { body: { csv } }));
      setReading(read);
      if (read.card.effective) setEffective(read.card.effective);
    } catch (thrown) {
      const error = asApiError(thrown);
      setTrouble(error.code === "offline" ? t("app.offlineText") : error.message || t("form.failed"));
    }
  };
  const form = useForm({
    fields: ["effective", "csv"],
    check: () => ({
      csv: file && reading ? (bad ? t("pricing.bad") : undefined) : t("pricing.noFile"),
      effective: effective ? (taken && !replace ? t("pricing.taken") : undefined) : t("form.required"),
    }),
    send: async () => {
      const card = await must(
        client.POST("/api/settings/rates", {
          body: { csv: file?.csv ?? "", source: file?.name ?? "", effective, replace },
        }),
      );
      notifyGood(t("pricing.imported", { count: card.rates.length }));
      onDone(card.effective);
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("pricing.import")}
      text={t("pricing.importText")}
      className="sm:w-[34rem]"
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <div>
          <Button asChild className="relative w-full">
            <label>
              <FileSpreadsheet className="size-4" aria-hidden />
              <span className="truncate">{file?.name ?? t("pricing.choose")}</span>
              <input
                type="file"
                accept=".csv,text/csv"
                onChange={(event) => {
                  void look(event.target.files?.[0]);
                  event.target.value = "";
                }}
                className="absolute inset-0 cursor-pointer opacity-0"
                data-testid="rates-file"
              />
            </label>
          </Button>
          <p role="alert" className="mt-1.5 text-bad-text text-sm empty:hidden">
            {trouble || form.errors.csv}
          </p>
        </div>
        {reading && bad ? <Faults trouble={reading.trouble} /> : null}
        {reading && !bad ? (
          <>
            <p className="text-text-2" data-testid="rates-found">
              {t("pricing.found", { count: reading.card.rates.length, tiers: reading.card.edges.length + 1 })}{" "}
              {reading.card.example ? t("cost.madeUp") : null}
            </p>
            <Strangers reading={reading} language={i18n.language} />
            <Field
              label={t("pricing.effective")}
              type="date"
              value={effective}
              onChange={(event) => setEffective(event.target.value)}
              hint={t("pricing.effectiveHint")}
              error={form.errors.effective}
              data-testid="rates-effective"
            />
            {taken ? (
              <Checkbox checked={replace} onChange={setReplace} testId="rates-replace">
                {t("pricing.replace")}
              </Checkbox>
            ) : null}
          </>
        ) : null}
        <FormEnd form={form} onCancel={onClose} submitLabel={t("pricing.doImport")} />
      </form>
    </Dialog>
  );
}

/** Why a file cannot be imported, line by line. */
function Faults({ trouble }: { trouble: RateCardReading["trouble"] }) {
  const { t } = useTranslation();
  return (
    <div className="rounded-soft border border-bad/30 bg-bad-soft p-3" data-testid="rates-faults">
      <p className="flex items-center gap-2 font-medium text-bad-text">
        <TriangleAlert className="size-4 shrink-0" aria-hidden />
        {t("pricing.bad")}
      </p>
      <ul className="mt-2 max-h-52 space-y-1 overflow-y-auto text-sm">
        {trouble.map(({ line, code, what }) => (
          <li key={`${line} ${code}`} className="flex gap-3">
            {line ? (
              <span className="w-16 shrink-0 text-text-3 tabular-nums">{t("pricing.line", { line })}</span>
            ) : null}
            <span className="min-w-0 break-words">{t(`pricing.trouble.${code}`, { what })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Markets that no country belongs to: their prices are kept and never used. */
function Strangers({ reading, language }: { reading: RateCardReading; language: string }) {
  const { t } = useTranslation();
  const strangers = reading.card.rates.filter(({ known }) => !known).map(({ market }) => market);
  if (strangers.length === 0) return null;
  return (
    <p className="text-sm text-warn-text">
      {t("pricing.strangers", { markets: new Intl.ListFormat(language).format(strangers) })}
    </p>
  );
}
