import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { AuditEntry as Entry } from "@/api/types";
import { Moment } from "@/ui/moment";

/** One line of the audit: who did what to what, and what is different since. */
export function AuditEntry({ entry }: { entry: Entry }) {
  const { t, i18n } = useTranslation();
  const known = (key: string, plain: string) => (i18n.exists(key) ? t(key) : plain);
  const action = known(`audit.action.${entry.action.replaceAll(".", "_")}`, entry.action);
  const value = (field: string, text: string) => {
    if (text === "true" || text === "false") return t(text === "true" ? "audit.yes" : "audit.no");
    if (field === "type") return known(`fields.type.${text}`, text);
    return field === "of" ? t(text === "deal" ? "fields.ofDeals" : "fields.ofContacts") : text;
  };
  return (
    <li className="px-4 py-3" data-testid="audit-entry" data-action={entry.action}>
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{entry.actor?.name ?? t("audit.owner")}</span> <span>{action}</span>{" "}
        {entry.name && entry.name !== entry.actor?.name ? (
          <span className="font-medium">{entry.name}</span>
        ) : null}
        <span className="ml-auto text-sm text-text-3 max-sm:ml-0 max-sm:w-full">
          <Moment at={entry.at} />
          {entry.address ? ` · ${entry.address}` : ""}
        </span>
      </div>
      {entry.changes.length > 0 ? (
        <dl className="mt-1 space-y-0.5 text-sm">
          {entry.changes.map(({ field, before, after }) => (
            <div key={field} className="flex flex-wrap items-baseline gap-x-2">
              <dt className="text-text-3">{known(`audit.field.${field}`, field)}</dt>
              <dd className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 break-words text-text-2">
                {before ? (
                  <>
                    <del className="min-w-0 break-words">{value(field, before)}</del>
                    <ArrowRight className="size-3 self-center text-text-3" aria-label={t("audit.became")} />
                  </>
                ) : null}
                <ins className="min-w-0 break-words no-underline">
                  {after ? value(field, after) : t("audit.nothing")}
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  );
}
