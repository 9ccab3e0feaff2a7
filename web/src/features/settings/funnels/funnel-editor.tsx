import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import type { Pipeline } from "@/api/types";
import { useDeals } from "@/features/crm/use-deals";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/choice";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { TextField } from "@/ui/text-field";
import { type Row, StageRow } from "./stage-row";

const lines = (text: string) => text.split("\n");

/** Makes a funnel or changes one. Where a stage goes that has deals, it asks where to. */
export function FunnelEditor({ funnel, onClose }: { funnel?: Pipeline; onClose: () => void }) {
  const { t } = useTranslation();
  const { refresh } = useDeals();
  const [name, setName] = useState(funnel?.name ?? "");
  const [currency, setCurrency] = useState(funnel?.currency ?? "BRL");
  const [rows, setRows] = useState<Row[]>(
    (funnel?.stages ?? [{ name: "", color: "blue" as const, limitHours: 0 }]).map((stage) => ({
      key: stage.id ?? crypto.randomUUID(),
      stage,
    })),
  );
  const [won, setWon] = useState((funnel?.wonReasons ?? []).join("\n"));
  const [lost, setLost] = useState((funnel?.lostReasons ?? []).join("\n"));
  const [into, setInto] = useState<Record<string, string>>({});
  const [version, setVersion] = useState(funnel?.version ?? 0);
  const busy = $api.useQuery(
    "get",
    "/api/settings/pipelines/{id}/busy",
    { params: { path: { id: funnel?.id ?? "" } } },
    { enabled: Boolean(funnel) },
  );
  const gone = (funnel?.stages ?? []).filter(
    ({ id }) => !rows.some(({ stage }) => stage.id === id) && busy.data?.items.includes(id ?? ""),
  );
  const kept = rows.flatMap(({ stage }) => (stage.id ? [{ value: stage.id, label: stage.name }] : []));
  const form = useForm({
    fields: ["name", "currency", "stages", "wonReasons", "lostReasons"],
    check: () => ({
      name: name.trim() ? undefined : t("form.required"),
      stages: gone.length > 0 && kept.length === 0 ? t("funnels.keepOne") : undefined,
    }),
    send: async () => {
      const body = {
        name,
        currency,
        stages: rows.map(({ stage }) => stage),
        into: Object.fromEntries(gone.map(({ id = "" }) => [id, into[id] || (kept[0]?.value ?? "")])),
        wonReasons: lines(won),
        lostReasons: lines(lost),
      };
      await must(
        funnel
          ? client.PUT("/api/settings/pipelines/{id}", {
              params: { path: { id: funnel.id } },
              body: { ...body, version },
            })
          : client.POST("/api/settings/pipelines", { body }),
      );
      await refresh();
      notifyGood(t("form.saved"));
      onClose();
    },
    onConflict: async () => {
      const list = await must(client.GET("/api/pipelines"));
      const now = list.items.find(({ id }) => id === funnel?.id);
      if (!now) return;
      setName(now.name);
      setCurrency(now.currency);
      setRows(now.stages.map((stage) => ({ key: stage.id ?? "", stage })));
      setWon(now.wonReasons.join("\n"));
      setLost(now.lostReasons.join("\n"));
      setVersion(now.version);
    },
  });
  const put = (i: number, row: Row) => setRows(rows.map((one, j) => (i === j ? row : one)));
  const shift = (i: number, by: number) => {
    const next = [...rows];
    const [row] = next.splice(i, 1);
    if (row) next.splice(i + by, 0, row);
    setRows(next);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={funnel ? t("funnels.editTitle", { name: funnel.name }) : t("funnels.add")}
      className="sm:w-[46rem]"
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <div className="grid grid-cols-[1fr_7rem] gap-3">
          <Field
            label={t("funnels.name")}
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={80}
            error={form.errors.name}
            autoComplete="off"
            autoFocus={!funnel}
            data-testid="funnel-name"
          />
          <Field
            label={t("funnels.currency")}
            value={currency}
            onChange={(event) => setCurrency(event.target.value.toUpperCase())}
            maxLength={3}
            error={form.errors.currency}
            autoComplete="off"
            data-testid="funnel-currency"
          />
        </div>
        <fieldset className="space-y-2">
          <legend className="mb-1.5 font-medium text-sm">{t("funnels.stages")}</legend>
          <ol className="space-y-2">
            {rows.map((row, i) => (
              <StageRow
                key={row.key}
                row={row}
                place={i}
                last={i === rows.length - 1}
                onChange={(next) => put(i, next)}
                onShift={(by) => shift(i, by)}
                onRemove={rows.length > 1 ? () => setRows(rows.filter((one) => one !== row)) : undefined}
              />
            ))}
          </ol>
          <p role="alert" className="text-bad-text text-sm empty:hidden">
            {form.errors.stages}
          </p>
          <Button
            size="s"
            onClick={() =>
              setRows([
                ...rows,
                { key: crypto.randomUUID(), stage: { name: "", color: "blue", limitHours: 0 } },
              ])
            }
            data-testid="add-stage"
          >
            <Plus className="size-4" aria-hidden />
            {t("funnels.addStage")}
          </Button>
        </fieldset>
        {kept.length > 0
          ? gone.map(({ id = "", name: stage }) => (
              <div key={id} className="space-y-1.5" data-testid="stage-gone">
                <div className="font-medium text-sm">{t("funnels.into", { name: stage })}</div>
                <Choice
                  label={t("funnels.into", { name: stage })}
                  value={into[id] || (kept[0]?.value ?? "")}
                  onChange={(to) => setInto({ ...into, [id]: to })}
                  options={kept}
                  className="h-9 w-full"
                />
              </div>
            ))
          : null}
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label={t("funnels.wonReasons")}
            hint={t("funnels.wonHint")}
            value={won}
            onChange={setWon}
            error={form.errors.wonReasons}
          />
          <TextField
            label={t("funnels.lostReasons")}
            hint={t("funnels.lostHint")}
            value={lost}
            onChange={setLost}
            error={form.errors.lostReasons}
          />
        </div>
        <FormEnd form={form} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
