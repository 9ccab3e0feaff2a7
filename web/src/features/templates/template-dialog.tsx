import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, client, must } from "@/api/client";
import type { Template } from "@/api/types";
import { newKey } from "@/features/call-action/key";
import { Choice } from "@/ui/choice";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { Loaded } from "@/ui/loaded";
import { missing, previewOf, type Values } from "./fill";

export interface TemplateDialogProps {
  contactId: string;
  name: string;
  accountId: string;
  /** Only those that ask for permission to call. */
  asking?: boolean;
  onSent: (conversationId: string) => void;
  onClose: () => void;
}

/** Sends an approved template: choose one, fill it in, see what the contact will read. */
export function TemplateDialog(props: TemplateDialogProps) {
  const { t } = useTranslation();
  const { accountId, asking, name, onClose } = props;
  const query = $api.useQuery("get", "/api/accounts/{id}/templates", { params: { path: { id: accountId } } });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(asking ? "template.ask" : "template.send")}
      text={t(asking ? "template.askText" : "template.sendText", { name })}
    >
      <Loaded query={query}>
        {({ items }) => {
          const fit = items.filter(({ asks }) => !asking || asks);
          return fit[0] ? (
            <TemplateForm {...props} templates={fit} first={fit[0]} />
          ) : (
            <p className="text-text-2">{t(asking ? "template.noneAsks" : "template.none")}</p>
          );
        }}
      </Loaded>
    </Dialog>
  );
}

const idOf = ({ name, language }: Template) => `${name} ${language}`;

function TemplateForm({
  contactId,
  accountId,
  templates,
  first,
  onSent,
  onClose,
}: TemplateDialogProps & { templates: readonly Template[]; first: Template }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const [chosen, setChosen] = useState(
    idOf(templates.find(({ language }) => language.replace("_", "-").startsWith(i18n.language)) ?? first),
  );
  const [values, setValues] = useState<Values>({});
  const key = useRef(newKey());
  const template = templates.find((one) => idOf(one) === chosen) ?? first;
  const preview = previewOf(template, values);
  const form = useForm({
    fields: template.variables.map((variable) => variable.key),
    check: () => Object.fromEntries(missing(template, values).map((one) => [one, t("form.required")])),
    send: async () => {
      const sent = await must(
        client.POST("/api/contacts/{id}/template", {
          params: { path: { id: contactId } },
          body: {
            accountId,
            name: template.name,
            language: template.language,
            values,
            clientKey: key.current,
          },
        }),
      );
      await cache.invalidateQueries({
        predicate: ({ queryKey }) => /conversations|call-action/.test(String(queryKey[1])),
      });
      onSent(sent.conversationId);
    },
  });
  return (
    <form onSubmit={form.submit} noValidate className="space-y-4">
      <Choice
        label={t("template.which")}
        value={chosen}
        onChange={(id) => {
          setChosen(id);
          setValues({});
          form.setErrors({});
          key.current = newKey();
        }}
        options={templates.map((one) => ({ value: idOf(one), label: `${one.name} · ${one.language}` }))}
        className="h-9 w-full"
      />
      {template.variables.map(({ key: id, name }) => (
        <Field
          key={id}
          label={t(id.startsWith("header.") ? "template.headerVariable" : "template.variable", { name })}
          value={values[id] ?? ""}
          onChange={(event) => setValues({ ...values, [id]: event.target.value })}
          error={form.errors[id]}
          autoComplete="off"
          data-testid={`variable-${id}`}
        />
      ))}
      <div>
        <div className="mb-1.5 font-medium text-sm">{t("template.preview")}</div>
        <div
          className="whitespace-pre-wrap break-words rounded-card bg-accent-soft px-3 py-2"
          data-testid="template-preview"
        >
          {preview.header ? <p className="font-semibold">{preview.header}</p> : null}
          <p>{preview.body}</p>
          {preview.footer ? <p className="mt-1 text-sm text-text-2">{preview.footer}</p> : null}
          {template.buttons.map((button) => (
            <p key={button} className="mt-2 border-accent/30 border-t pt-2 text-center text-accent-text">
              {button}
            </p>
          ))}
        </div>
        <p className="mt-1.5 text-sm text-text-3">{t("template.charged")}</p>
      </div>
      <FormEnd form={form} onCancel={onClose} submitLabel={t("template.doSend")} />
    </form>
  );
}
