import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, must } from "@/api/client";
import type { QuickReply } from "@/api/types";
import { Choice } from "@/ui/choice";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { useForm } from "@/ui/form";
import { FormEnd } from "@/ui/form-end";
import { notifyGood } from "@/ui/notify";
import { TextField } from "@/ui/text-field";

const everybody = "everybody";

/** Makes or changes a quick reply. */
export function QuickReplyEditor({
  reply,
  shared,
  departments,
  onClose,
}: {
  reply?: QuickReply;
  shared: boolean;
  departments: readonly { id: string; name: string }[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? "");
  const [text, setText] = useState(reply?.text ?? "");
  const [department, setDepartment] = useState(reply?.departmentId ?? everybody);
  const form = useForm({
    fields: ["shortcut", "text"],
    check: () => ({
      shortcut: shortcut.trim() ? undefined : t("form.required"),
      text: text.trim() ? undefined : t("form.required"),
    }),
    send: async () => {
      const body = {
        shortcut,
        text,
        ...(shared && department !== everybody ? { departmentId: department } : {}),
      };
      await must(
        reply
          ? client.PUT("/api/quick-replies/{id}", {
              params: { path: { id: reply.id } },
              body: { ...body, version: reply.version },
            })
          : client.POST("/api/quick-replies", { body: { ...body, shared } }),
      );
      await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === "/api/quick-replies" });
      notifyGood(t("form.saved"));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(reply ? "quick.edit" : "quick.add")}
      text={t("quick.editLead")}
    >
      <form onSubmit={form.submit} noValidate className="space-y-4">
        <Field
          label={t("quick.word")}
          hint={t("quick.wordHint")}
          value={shortcut}
          onChange={(event) => setShortcut(event.target.value)}
          error={form.errors.shortcut}
          maxLength={41}
          autoComplete="off"
          autoFocus
          data-testid="quick-word"
        />
        <TextField
          label={t("quick.text")}
          hint={t("quick.textHint", {
            name: "{name}",
            first: "{first}",
            attendant: "{attendant}",
            account: "{account}",
          })}
          value={text}
          onChange={setText}
          error={form.errors.text}
          rows={5}
          testId="quick-text"
        />
        {shared && departments.length > 0 ? (
          <div className="space-y-1.5">
            <div className="font-medium text-sm">{t("quick.for")}</div>
            <Choice
              label={t("quick.for")}
              value={department}
              onChange={setDepartment}
              options={[
                { value: everybody, label: t("quick.everybody") },
                ...departments.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              className="h-9 w-full"
            />
          </div>
        ) : null}
        <FormEnd form={form} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
