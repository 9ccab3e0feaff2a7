import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Stage } from "@/api/types";
import { colors, dots } from "@/features/crm/colors";
import { Button } from "@/ui/button";
import { Choice } from "@/ui/choice";
import { cn } from "@/ui/cn";
import { inputLook } from "@/ui/field";

export interface Row {
  key: string;
  stage: Stage;
}

/** One stage of a funnel: its name, its colour, its time limit, and its place among the others. */
export function StageRow({
  row,
  place,
  last,
  onChange,
  onShift,
  onRemove,
}: {
  row: Row;
  place: number;
  last: boolean;
  onChange: (row: Row) => void;
  onShift: (by: 1 | -1) => void;
  onRemove?: () => void;
}) {
  const { t } = useTranslation();
  const { stage } = row;
  const set = (change: Partial<Stage>) => onChange({ ...row, stage: { ...stage, ...change } });
  const n = place + 1;
  return (
    <li className="flex flex-wrap items-center gap-2 rounded-soft bg-sunken p-2" data-testid="stage-row">
      <span className={cn("size-3 shrink-0 rounded-full", dots[stage.color])} aria-hidden />
      <input
        aria-label={t("funnels.stageName", { n })}
        value={stage.name}
        onChange={(event) => set({ name: event.target.value })}
        maxLength={80}
        className={cn(inputLook, "h-8 flex-1 basis-32")}
        data-testid="stage-name"
      />
      <Choice
        label={t("funnels.color", { n })}
        value={stage.color}
        onChange={(color) => set({ color })}
        options={colors.map((value) => ({ value, label: t(`funnels.colors.${value}`) }))}
        className="w-28 bg-surface"
      />
      <label className="flex items-center gap-1.5 text-sm text-text-2">
        <input
          type="number"
          min={0}
          max={10_000}
          aria-label={t("funnels.limit", { n })}
          value={stage.limitHours || ""}
          placeholder={t("funnels.noLimit")}
          onChange={(event) => set({ limitHours: Math.max(0, Math.floor(Number(event.target.value))) })}
          className={cn(inputLook, "h-8 w-24 px-2")}
          data-testid="stage-limit"
        />
        {t("funnels.hoursUnit")}
      </label>
      <span className="ml-auto flex">
        <Button
          kind="ghost"
          size="iconS"
          onClick={() => onShift(-1)}
          disabled={place === 0}
          aria-label={t("funnels.up", { n })}
        >
          <ArrowUp className="size-4" aria-hidden />
        </Button>
        <Button
          kind="ghost"
          size="iconS"
          onClick={() => onShift(1)}
          disabled={last}
          aria-label={t("funnels.down", { n })}
        >
          <ArrowDown className="size-4" aria-hidden />
        </Button>
        <Button
          kind="ghost"
          size="iconS"
          onClick={onRemove}
          disabled={!onRemove}
          aria-label={t("funnels.remove", { n })}
          data-testid="remove-stage"
        >
          <Trash2 className="size-4" aria-hidden />
        </Button>
      </span>
    </li>
  );
}
