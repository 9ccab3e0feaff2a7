import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { UserCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, byPages } from "@/api/client";
import type { Contact } from "@/api/types";
import { useMe } from "@/app/session";
import { day } from "@/i18n/format";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice, NoPermission, Notice } from "@/ui/notice";
import { Page } from "@/ui/page";
import { Phone } from "@/ui/phone";
import { Segments } from "@/ui/segments";
import { Skeleton } from "@/ui/skeleton";
import { MergeDialog } from "../merge-dialog";

/** Contacts that may be one person, in groups, to merge. */
export function DuplicatesPage() {
  const { t } = useTranslation();
  const { can } = useMe();
  const { by } = useSearch({ from: "/frame/contacts/duplicates" });
  const navigate = useNavigate();
  if (!can.contacts || !can.merge) return <NoPermission />;
  return (
    <Page
      title={t("merge.twins")}
      lead={t("merge.duplicatesLead")}
      action={
        <Button asChild>
          <Link to="/contacts">{t("contacts.back")}</Link>
        </Button>
      }
    >
      <div className="max-w-96">
        <Segments
          value={by ?? "number"}
          label={t("merge.by")}
          options={[
            { value: "number", label: t("merge.byNumber") },
            { value: "name", label: t("merge.byName") },
          ]}
          onChange={(next) =>
            void navigate({ to: ".", search: { by: next === "name" ? "name" : undefined }, replace: true })
          }
        />
      </div>
      <Groups key={by} by={by ?? "number"} />
    </Page>
  );
}

function Groups({ by }: { by: "number" | "name" }) {
  const { t } = useTranslation();
  const [pair, setPair] = useState<[Contact, Contact]>();
  const query = $api.useInfiniteQuery(
    "get",
    "/api/duplicates",
    { params: { query: { by, limit: 20 } } },
    byPages,
  );
  const groups = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <Skeleton className="h-32 rounded-card" />;
  if (query.isError && groups.length === 0) {
    return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (groups.length === 0) {
    return <Notice icon={<UserCheck />} title={t("merge.noneTitle")} text={t(`merge.none.${by}`)} />;
  }
  return (
    <>
      <ul className="space-y-4">
        {groups.map(({ items: group }) => {
          const [first, ...others] = group;
          return first ? (
            <li
              key={first.id}
              className="overflow-hidden rounded-card border border-line bg-surface"
              data-testid="duplicates"
            >
              <ul className="divide-y divide-line">
                <Row contact={first} />
                {others.map((other) => (
                  <Row key={other.id} contact={other} onMerge={() => setPair([first, other])} />
                ))}
              </ul>
            </li>
          ) : null;
        })}
      </ul>
      <MoreOnScroll
        has={query.hasNextPage}
        loading={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={() => void query.fetchNextPage()}
      />
      {pair ? (
        <MergeDialog contact={pair[0]} other={pair[1]} stay onClose={() => setPair(undefined)} />
      ) : null}
    </>
  );
}

function Row({ contact, onMerge }: { contact: Contact; onMerge?: () => void }) {
  const { t, i18n } = useTranslation();
  const number = contact.waId || contact.phone;
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Avatar name={contact.displayName} />
      <div className="min-w-0 flex-1">
        <Link
          to="/contacts/$contactId"
          params={{ contactId: contact.id }}
          className="block truncate rounded-tight font-medium hover:underline"
        >
          {contact.displayName}
        </Link>
        <div className="text-sm text-text-3">
          {number ? <Phone digits={number} /> : t("contacts.noWhatsApp")}
          {" · "}
          {t("merge.added", { when: day(contact.createdAt.slice(0, 10), i18n.language) })}
        </div>
      </div>
      {onMerge ? (
        <Button size="s" onClick={onMerge} data-testid="merge-duplicate">
          {t("merge.open")}
        </Button>
      ) : (
        <span className="text-sm text-text-3">{t("merge.oldest")}</span>
      )}
    </li>
  );
}
