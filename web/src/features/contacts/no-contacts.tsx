import { Link } from "@tanstack/react-router";
import { SearchX, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { ErrorNotice, Notice } from "@/ui/notice";
import { RowSkeletons } from "@/ui/skeleton";
import { filters, wide } from "./narrowing";
import type { Contacts } from "./use-contacts";

/** What stands where there are no contacts, and the way out. */
export function NoContacts({ contacts: { by, change, query, rows } }: { contacts: Contacts }) {
  const { t } = useTranslation();
  const { can } = useMe();
  if (query.isPending) return <RowSkeletons rows={8} />;
  if (rows.length > 0) return null;
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (by.q) {
    return (
      <Notice
        icon={<SearchX />}
        title={t("contacts.emptySearchTitle")}
        text={t("contacts.emptySearchText", { text: by.q })}
        action={<Button onClick={() => change({ q: undefined })}>{t("contacts.clearSearch")}</Button>}
      />
    );
  }
  if (filters(by) > 0) {
    return (
      <Notice
        icon={<SearchX />}
        title={t("contacts.emptySearchTitle")}
        text={t("sac.emptyFilterText")}
        action={<Button onClick={() => change(wide)}>{t("sac.clearFilter")}</Button>}
      />
    );
  }
  return (
    <Notice
      icon={<Users />}
      title={t("contacts.emptyTitle")}
      text={t("contacts.emptyText")}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Button asChild kind="primary">
            <Link to="." search={(before) => ({ ...before, add: true })}>
              {t("contacts.add")}
            </Link>
          </Button>
          {can.import ? (
            <Button asChild>
              <Link to="/contacts/import">{t("transfer.importTitle")}</Link>
            </Button>
          ) : null}
        </div>
      }
    />
  );
}
