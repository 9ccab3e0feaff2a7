import { Pencil, Tag } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Contact } from "@/api/types";
import { FieldFacts } from "@/features/fields/field-facts";
import { useFields } from "@/features/fields/use-fields";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { RecordDialog } from "./record-dialog";

/** What the team wrote about a contact: tags, who owns them, custom fields. */
export function RecordCard({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const fields = useFields("contact");
  const people = $api.useQuery("get", "/api/users", {}).data?.items ?? [];
  const [editing, setEditing] = useState(false);
  const owners = people.filter(({ id }) => contact.owners.includes(id));
  return (
    <Card
      title={t("record.title")}
      action={
        <Button
          kind="ghost"
          size="iconS"
          onClick={() => setEditing(true)}
          aria-label={t("record.edit")}
          data-testid="edit-record"
        >
          <Pencil className="size-4" aria-hidden />
        </Button>
      }
    >
      <div className="space-y-3 px-4 pb-4">
        <div>
          <div className="text-sm text-text-3">{t("record.tags")}</div>
          <ul className="mt-1 flex flex-wrap gap-1.5" aria-label={t("record.tags")}>
            {contact.tags.map((tag) => (
              <li key={tag}>
                <Badge tone="accent" className="gap-1" data-testid="tag">
                  <Tag className="size-3" aria-hidden />
                  {tag}
                </Badge>
              </li>
            ))}
            {contact.tags.length === 0 ? <li className="text-text-3">{t("record.noTags")}</li> : null}
          </ul>
        </div>
        <div>
          <div className="text-sm text-text-3">{t("record.owners")}</div>
          <div data-testid="owners">
            {owners.length > 0 ? owners.map(({ name }) => name).join(", ") : t("record.everybody")}
          </div>
        </div>
        <dl className="space-y-3 empty:hidden">
          <FieldFacts fields={fields} values={contact.fields} />
        </dl>
      </div>
      {editing ? (
        <RecordDialog contact={contact} fields={fields} people={people} onClose={() => setEditing(false)} />
      ) : null}
    </Card>
  );
}
