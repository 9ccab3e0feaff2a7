import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { ConversationRow } from "@/features/sac/conversation-row";
import { TemplateDialog } from "@/features/templates/template-dialog";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { ErrorNotice } from "@/ui/notice";
import { RowSkeletons } from "@/ui/skeleton";

/** The services of a contact. */
export function ContactServices({ contactId, name }: { contactId: string; name: string }) {
  const { t } = useTranslation();
  const query = $api.useQuery("get", "/api/contacts/{id}/conversations", {
    params: { path: { id: contactId } },
  });
  const account = $api.useQuery("get", "/api/accounts", {}).data?.items[0];
  const navigate = useNavigate();
  const [starting, setStarting] = useState(false);
  const rows = query.data?.items ?? [];
  return (
    <Card
      title={t("contacts.services")}
      action={
        query.isSuccess && account && !rows.some(({ state }) => state !== "closed") ? (
          <Button size="s" onClick={() => setStarting(true)} data-testid="start-service">
            {t("template.send")}
          </Button>
        ) : undefined
      }
    >
      {query.isPending ? <RowSkeletons rows={1} tall /> : null}
      {query.isError ? <ErrorNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && rows.length === 0 ? (
        <p className="px-4 pb-4 text-text-2">{t("contacts.noServices")}</p>
      ) : null}
      <ul>
        {rows.map((conversation) => (
          <ConversationRow key={conversation.id} conversation={conversation} selected={false} />
        ))}
      </ul>
      {starting && account ? (
        <TemplateDialog
          contactId={contactId}
          name={name}
          accountId={account.id}
          onSent={(conversationId) =>
            void navigate({ to: "/sac/$conversationId", params: { conversationId } })
          }
          onClose={() => setStarting(false)}
        />
      ) : null}
    </Card>
  );
}
