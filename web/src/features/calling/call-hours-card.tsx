import { CopyPlus, Plus, X } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/api/client";
import type { CallHours, CallSettings } from "@/api/types";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Field, inputLook } from "@/ui/field";
import { useForm } from "@/ui/form";
import { Switch } from "@/ui/switch";
import { CardEnd } from "./card-end";
import { days, likeMonday, openingsOf, proposal, withOpening } from "./hours";
import { useKeep, useReread } from "./use-call-settings";
import { useDraft } from "./use-draft";

/** When customers can call: the week, and single dates. Meta replaces the whole, so the whole is here. */
export function CallHoursCard({
  settings,
  meta,
  onUnsaved,
}: {
  settings: CallSettings;
  meta: NonNullable<CallSettings["meta"]>;
  onUnsaved: (is: boolean) => void;
}) {
  const { t } = useTranslation();
  const { user } = useMe();
  const id = useId();
  const keep = useKeep(settings.accountId);
  const reread = useReread(settings.accountId);
  const draft = useDraft<CallHours>(meta.hours, onUnsaved);
  const hours = draft.value;
  const set = (change: Partial<CallHours>) => draft.set({ ...hours, ...change });
  const form = useForm({
    fields: fieldsOf(hours),
    send: async () => {
      await keep(
        client.PUT("/api/settings/calling/{id}/hours", {
          params: { path: { id: settings.accountId } },
          body: { ...hours, seen: meta.hoursSeen },
        }),
      );
      draft.discard();
    },
    onConflict: async () => {
      await reread();
      draft.discard();
    },
  });
  const { errors } = form;
  const limit = (limited: boolean) => {
    const empty = hours.weekly.length === 0;
    const zone = hours.timezone || Intl.DateTimeFormat().resolvedOptions().timeZone;
    set({ ...(empty ? proposal(zone) : {}), timezone: zone, limited });
  };
  return (
    <Card title={t("calling.hours")}>
      <form onSubmit={form.submit} className="space-y-4 px-4 pb-4" noValidate>
        <Switch
          checked={hours.limited}
          onChange={limit}
          label={t("calling.limited")}
          hint={hours.limited ? t("calling.limitedHint") : t("calling.alwaysOpen")}
          disabled={!user.admin}
          testId="hours-switch"
        />
        {hours.limited ? (
          <fieldset disabled={!user.admin} className="space-y-4">
            <legend className="sr-only">{t("calling.hours")}</legend>
            <div className="max-w-80">
              <Field
                label={t("calling.timezone")}
                value={hours.timezone}
                onChange={(event) => set({ timezone: event.target.value })}
                error={errors.timezone}
                list={`${id}-zones`}
                autoComplete="off"
                data-testid="timezone"
              />
              <datalist id={`${id}-zones`}>
                {Intl.supportedValuesOf("timeZone").map((zone) => (
                  <option key={zone} value={zone} />
                ))}
              </datalist>
            </div>
            <div>
              <div className="mb-1.5 flex items-center justify-between gap-3">
                <h4 className="font-medium text-sm">{t("calling.week")}</h4>
                <Button size="s" onClick={() => set({ weekly: likeMonday(hours.weekly) })}>
                  <CopyPlus className="size-3.5" aria-hidden />
                  {t("calling.likeMonday")}
                </Button>
              </div>
              <ul className="divide-y divide-line rounded-soft border border-line">
                {days.map((day) => {
                  const openings = openingsOf(hours.weekly, day);
                  return (
                    <li
                      key={day}
                      className="grid gap-x-3 gap-y-1 px-3 py-2 sm:grid-cols-[7.5rem_1fr_auto] sm:items-start"
                      data-testid={`day-${day}`}
                    >
                      <span className="font-medium leading-8">{t(`calling.day.${day}`)}</span>
                      <div className="space-y-1.5">
                        {openings.length === 0 ? (
                          <span className="text-text-3 leading-8">{t("calling.closed")}</span>
                        ) : null}
                        {openings.map(({ opening, at }) => (
                          <Span
                            key={`${day}-${at}`}
                            name={t(`calling.day.${day}`)}
                            opens={opening.opens}
                            closes={opening.closes}
                            error={errors[`weekly[${at}]`]}
                            onChange={(change) =>
                              set({
                                weekly: hours.weekly.map((known, i) =>
                                  i === at ? { ...known, ...change } : known,
                                ),
                              })
                            }
                            onRemove={() => set({ weekly: hours.weekly.filter((_, i) => i !== at) })}
                          />
                        ))}
                      </div>
                      {openings.length < 2 ? (
                        <Button
                          kind="ghost"
                          size="s"
                          className="justify-self-start"
                          onClick={() => set({ weekly: withOpening(hours.weekly, day) })}
                          aria-label={`${t("calling.addOpening")}: ${t(`calling.day.${day}`)}`}
                        >
                          <Plus className="size-3.5" aria-hidden />
                          {t("calling.addOpening")}
                        </Button>
                      ) : null}
                    </li>
                  );
                })}
              </ul>
              <p className="mt-1 text-bad-text text-sm empty:hidden">{errors.weekly}</p>
            </div>
            <div>
              <h4 className="font-medium text-sm">{t("calling.holidays")}</h4>
              <p className="mb-1.5 text-sm text-text-3">{t("calling.holidaysHint")}</p>
              <ul className="space-y-1.5">
                {hours.holidays.map((holiday, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a date may be typed twice on the way to another
                  <li key={at} className="flex flex-wrap items-center gap-2" data-testid="holiday">
                    <input
                      type="date"
                      aria-label={t("calling.date")}
                      value={holiday.date}
                      onChange={(event) =>
                        set({
                          holidays: hours.holidays.map((known, i) =>
                            i === at ? { ...known, date: event.target.value } : known,
                          ),
                        })
                      }
                      className={`${inputLook} h-8 w-40`}
                    />
                    <Span
                      name={holiday.date || t("calling.date")}
                      opens={holiday.opens}
                      closes={holiday.closes}
                      error={errors[`holidays[${at}]`]}
                      onChange={(change) =>
                        set({
                          holidays: hours.holidays.map((known, i) =>
                            i === at ? { ...known, ...change } : known,
                          ),
                        })
                      }
                      onRemove={() => set({ holidays: hours.holidays.filter((_, i) => i !== at) })}
                    />
                  </li>
                ))}
              </ul>
              <Button
                size="s"
                className="mt-1.5"
                onClick={() =>
                  set({ holidays: [...hours.holidays, { date: "", opens: "09:00", closes: "12:00" }] })
                }
                disabled={hours.holidays.length >= 20}
                data-testid="add-holiday"
              >
                <Plus className="size-3.5" aria-hidden />
                {t("calling.addHoliday")}
              </Button>
              <p className="mt-1 text-bad-text text-sm empty:hidden">{errors.holidays}</p>
            </div>
          </fieldset>
        ) : null}
        {user.admin ? (
          <CardEnd form={form} dirty={draft.dirty} onDiscard={draft.discard} testId="save-hours" />
        ) : null}
      </form>
    </Card>
  );
}

/** The fields that the server may name. */
const fieldsOf = (hours: CallHours) => [
  "timezone",
  "weekly",
  "holidays",
  ...hours.weekly.map((_, i) => `weekly[${i}]`),
  ...hours.holidays.map((_, i) => `holidays[${i}]`),
];

/** From when to when, with a button that takes it away. */
function Span({
  name,
  opens,
  closes,
  error,
  onChange,
  onRemove,
}: {
  name: string;
  opens: string;
  closes: string;
  error?: string;
  onChange: (change: { opens?: string; closes?: string }) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div>
      <div className="flex items-center gap-1.5">
        <input
          type="time"
          aria-label={`${name}: ${t("calling.opens")}`}
          aria-invalid={error ? true : undefined}
          value={opens}
          onChange={(event) => onChange({ opens: event.target.value })}
          className={`${inputLook} h-8 w-28 px-2`}
        />
        <span className="text-text-3">–</span>
        <input
          type="time"
          aria-label={`${name}: ${t("calling.closes")}`}
          aria-invalid={error ? true : undefined}
          value={closes}
          onChange={(event) => onChange({ closes: event.target.value })}
          className={`${inputLook} h-8 w-28 px-2`}
        />
        <Button
          kind="ghost"
          size="icon"
          aria-label={`${t("calling.removeOpening")}: ${name}`}
          onClick={onRemove}
        >
          <X className="size-4" aria-hidden />
        </Button>
      </div>
      {error ? (
        <p role="alert" className="mt-0.5 text-bad-text text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}
