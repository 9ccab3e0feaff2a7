import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { useMe } from "@/app/session";
import { CallRow } from "@/features/calls/call-row";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { ErrorNotice } from "@/ui/notice";
import { RowSkeletons } from "@/ui/skeleton";

/** The newest calls with a contact. */
export function ContactCalls({ contactId }: { contactId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const query = $api.useQuery(
    "get",
    "/api/calls",
    { params: { query: { contactId, limit: 6 } } },
    { enabled: me.can.history },
  );
  if (!me.can.history) return null;
  const rows = query.data?.items ?? [];
  return (
    <Card
      title={t("contacts.calls")}
      action={
        rows.length > 0 ? (
          <Button asChild kind="ghost" size="s" className="-mr-2">
            <Link to="/calls" search={{ contact: contactId }}>
              {t("contacts.allCalls")}
            </Link>
          </Button>
        ) : null
      }
    >
      {query.isPending ? <RowSkeletons rows={2} /> : null}
      {query.isError ? <ErrorNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && rows.length === 0 ? (
        <p className="px-4 pb-4 text-text-2">{t("contacts.noCalls")}</p>
      ) : null}
      <ul>
        {rows.map((call) => (
          <CallRow key={call.id} call={call} of="contact" />
        ))}
      </ul>
    </Card>
  );
}
