import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { ConversationRow } from "@/features/sac/conversation-row";
import { Card } from "@/ui/card";
import { ErrorNotice } from "@/ui/notice";
import { RowSkeletons } from "@/ui/skeleton";

/** The services of a contact. */
export function ContactServices({ contactId }: { contactId: string }) {
  const { t } = useTranslation();
  const query = $api.useQuery("get", "/api/contacts/{id}/conversations", {
    params: { path: { id: contactId } },
  });
  const rows = query.data?.items ?? [];
  return (
    <Card title={t("contacts.services")}>
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
    </Card>
  );
}
