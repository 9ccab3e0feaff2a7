import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import { Checkbox } from "@/ui/checkbox";
import { Choice } from "@/ui/choice";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";

const scopes = ["read", "write", "calls", "settings"] as const;
const lives = ["7", "30", "90", "365"] as const;

/** Makes an API token. */
export function NewTokenDialog({ onMade, onClose }: { onMade: (text: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<string[]>(["read"]);
  const [days, setDays] = useState<(typeof lives)[number]>("90");
  const form = useForm({
    fields: ["name", "scopes"],
    check: () => ({
      name: name.trim() ? undefined : t("form.required"),
      scopes: chosen.length > 0 ? undefined : t("tokens.noScope"),
    }),
    send: async () => {
      const expiresAt = new Date(Date.now() + Number(days) * 86_400_000).toISOString();
      const made = await must(client.POST("/api/me/tokens", { body: { name, scopes: chosen, expiresAt } }));
      onMade(made.text);
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("tokens.make")}
      text={t("tokens.makeText")}
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Field
          label={t("tokens.name")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          hint={t("tokens.nameHint")}
          error={form.errors.name}
          autoComplete="off"
          autoFocus
          data-testid="token-name"
        />
        <fieldset className="space-y-2">
          <legend className="mb-1.5 font-medium text-sm">{t("tokens.scopes")}</legend>
          {scopes.map((scope) => (
            <Checkbox
              key={scope}
              checked={chosen.includes(scope)}
              onChange={(on) =>
                setChosen(on ? [...chosen, scope] : chosen.filter((known) => known !== scope))
              }
              testId={`scope-${scope}`}
            >
              <span className="block">{t(`tokens.scope.${scope}`)}</span>
              <span className="block text-sm text-text-3">{t(`tokens.scopeText.${scope}`)}</span>
            </Checkbox>
          ))}
          <p role="alert" className="text-bad-text text-sm empty:hidden">
            {form.errors.scopes}
          </p>
        </fieldset>
        <div className="space-y-1.5">
          <div className="font-medium text-sm">{t("tokens.life")}</div>
          <Choice
            label={t("tokens.life")}
            value={days}
            onChange={setDays}
            options={lives.map((n) => ({ value: n, label: t("tokens.days", { n }) }))}
            className="h-9 w-full"
          />
        </div>
        <FormEnd form={form} onCancel={onClose} submitLabel={t("tokens.make")} />
      </form>
    </Dialog>
  );
}
