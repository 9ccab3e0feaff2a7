import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { SearchX, UserPlus, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import { Button } from "@/ui/button";
import { listKeys } from "@/ui/list-keys";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice, Notice } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import { RowSkeletons } from "@/ui/skeleton";
import { ContactRow } from "./contact-row";
import { NarrowContacts } from "./narrow-contacts";

/** All contacts, by name. */
export function ContactList({ selected }: { selected?: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { q, tag, mine, shunned, sort } = useSearch({ from: "/frame/contacts" });
  const query = $api.useInfiniteQuery(
    "get",
    "/api/contacts",
    {
      params: {
        query: {
          limit: 50,
          ...(q ? { search: q } : {}),
          ...(tag ? { tag } : {}),
          ...(mine ? { mine } : {}),
          ...(shunned ? { doNotContact: shunned } : {}),
          ...(sort ? { sort } : {}),
        },
      },
    },
    {
      pageParamName: "after",
      initialPageParam: "",
      getNextPageParam: (page: { next?: string }) => page.next || undefined,
      placeholderData: (before) => before,
    },
  );
  const narrowed = Boolean(tag || mine || shunned);
  const rows = query.data?.pages.flatMap((page) => page.items ?? []) ?? [];
  const search = (text: string) =>
    void navigate({ to: ".", search: (before) => ({ ...before, q: text || undefined }), replace: true });

  return (
    <>
      <header className="space-y-2.5 border-line border-b px-4 pt-3 pb-3">
        <div className="flex h-7 items-center gap-2">
          <h2 className="mr-auto truncate font-semibold text-lg">{t("contacts.title")}</h2>
          <NarrowContacts
            by={{ tag, mine, shunned, sort }}
            onChange={(change) =>
              void navigate({ to: ".", search: (before) => ({ ...before, ...change }), replace: true })
            }
          />
          <Button asChild size="s">
            <Link to="." search={(before) => ({ ...before, add: true })} data-testid="add-contact">
              <UserPlus className="size-4" aria-hidden />
              {t("contacts.addShort")}
            </Link>
          </Button>
        </div>
        <SearchField value={q ?? ""} onChange={search} label={t("contacts.search")} />
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: moves the focus between the links within */}
      <div className="min-h-0 flex-1 overflow-y-auto" onKeyDown={listKeys}>
        {query.isPending ? <RowSkeletons rows={8} /> : null}
        {query.isError && rows.length === 0 ? (
          <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : null}
        {query.isSuccess && rows.length === 0 && q ? (
          <Notice
            icon={<SearchX />}
            title={t("contacts.emptySearchTitle")}
            text={t("contacts.emptySearchText", { text: q })}
            action={<Button onClick={() => search("")}>{t("contacts.clearSearch")}</Button>}
          />
        ) : null}
        {query.isSuccess && rows.length === 0 && !q && narrowed ? (
          <Notice
            icon={<SearchX />}
            title={t("contacts.emptySearchTitle")}
            text={t("sac.emptyFilterText")}
            action={
              <Button
                onClick={() =>
                  void navigate({
                    to: ".",
                    search: (before) => ({ ...before, tag: undefined, mine: undefined, shunned: undefined }),
                    replace: true,
                  })
                }
              >
                {t("sac.clearFilter")}
              </Button>
            }
          />
        ) : null}
        {query.isSuccess && rows.length === 0 && !q && !narrowed ? (
          <Notice
            icon={<Users />}
            title={t("contacts.emptyTitle")}
            text={t("contacts.emptyText")}
            action={
              <Button asChild kind="primary">
                <Link to="." search={(before) => ({ ...before, add: true })}>
                  {t("contacts.add")}
                </Link>
              </Button>
            }
          />
        ) : null}
        {rows.length > 0 ? (
          <ul aria-label={t("contacts.title")}>
            {rows.map((contact) => (
              <ContactRow key={contact.id} contact={contact} selected={contact.id === selected} />
            ))}
          </ul>
        ) : null}
        <MoreOnScroll
          has={query.hasNextPage}
          loading={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
      </div>
    </>
  );
}
