import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Contact } from "@/api/types";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Phone } from "@/ui/phone";
import { MergeDialog } from "./merge-dialog";

/** Contacts that may be the same person; nothing where there are none. */
export function ContactTwins({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const [other, setOther] = useState<Contact>();
  const twins =
    $api.useQuery("get", "/api/contacts/{id}/twins", { params: { path: { id: contact.id } } }).data?.items ??
    [];
  if (twins.length === 0) return null;
  return (
    <Card title={t("merge.twins")}>
      <p className="px-4 pb-3 text-text-2">{t("merge.twinsLead")}</p>
      <ul className="divide-y divide-line border-line border-t">
        {twins.map((twin) => {
          const number = twin.waId || twin.phone;
          return (
            <li key={twin.id} className="flex items-center gap-3 px-4 py-2.5" data-testid="twin">
              <div className="min-w-0 flex-1">
                <div className="truncate font-medium">{twin.displayName}</div>
                <div className="text-sm text-text-3">
                  {number ? <Phone digits={number} /> : t("contacts.noWhatsApp")}
                </div>
              </div>
              <Button size="s" onClick={() => setOther(twin)} data-testid="merge-twin">
                {t("merge.open")}
              </Button>
            </li>
          );
        })}
      </ul>
      {other ? <MergeDialog contact={contact} other={other} onClose={() => setOther(undefined)} /> : null}
    </Card>
  );
}
