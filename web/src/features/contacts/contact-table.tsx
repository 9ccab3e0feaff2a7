import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp, Columns3, Upload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "@/api/client";
import type { Contact, CustomField } from "@/api/types";
import { useMe } from "@/app/session";
import { CallHere } from "@/features/call-action/call-here";
import { FieldValue } from "@/features/fields/field-value";
import { usePhoneNumber } from "@/i18n/phone";
import { Avatar } from "@/ui/avatar";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { cn } from "@/ui/cn";
import { Menu, MenuCheck, MenuContent, MenuTrigger } from "@/ui/menu";
import { Moment } from "@/ui/moment";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { Table, Td, Th } from "@/ui/table";
import { useColumns } from "./columns";
import { ContactsHead } from "./contacts-head";
import { ExportMenu } from "./export-menu";
import { ManyBar } from "./many-bar";
import { pressed } from "./narrowing";
import { NoContacts } from "./no-contacts";
import { useContacts } from "./use-contacts";

const sorted = { name: "name", last: "last", created: "created" } as const;

import { useFields } from "@/features/fields/use-fields";

/** The contacts as a table: columns that are chosen, orders, and several at once. */
export function ContactTable() {
  const { t } = useTranslation();
  const { can } = useMe();
  const contacts = useContacts();
  const { by, change, query, rows } = contacts;
  const fields = useFields("contact");
  const people = $api.useQuery("get", "/api/users", {}).data?.items ?? [];
  const columns = useColumns(fields);
  const [ticked, setTicked] = useState<string[]>([]);
  const chosen = ticked.filter((id) => rows.some((row) => row.id === id));
  const fieldOf = (column: string) => fields.find(({ id }) => id === column);
  const nameOf = (column: string) => fieldOf(column)?.name ?? t(`record.column.${column}`);

  const head = (column: string) => {
    const by_ = column in sorted ? sorted[column as keyof typeof sorted] : undefined;
    if (!by_) return <Th key={column}>{nameOf(column)}</Th>;
    const order = by.sort ?? "name";
    const here = order === by_ || order === `-${by_}`;
    const down = order.startsWith("-");
    const Arrow = down ? ArrowDown : ArrowUp;
    return (
      <Th key={column} aria-sort={here ? (down ? "descending" : "ascending") : "none"}>
        <button
          type="button"
          onClick={() => change({ sort: pressed(by_, by.sort) })}
          className="-mx-1 flex items-center gap-1 rounded-tight px-1 hover:text-text"
          data-testid={`sort-${column}`}
        >
          {nameOf(column)}
          <Arrow className={cn("size-3.5", here ? "text-accent-text" : "invisible")} aria-hidden />
        </button>
      </Th>
    );
  };

  return (
    <div className="flex h-full min-h-0 flex-col">
      <h1 className="sr-only">{t("contacts.title")}</h1>
      <ContactsHead contacts={contacts} roomy>
        <Menu>
          <MenuTrigger asChild>
            <Button size="s" data-testid="columns">
              <Columns3 className="size-4" aria-hidden />
              {t("record.columns")}
            </Button>
          </MenuTrigger>
          <MenuContent align="end" className="max-h-[70vh] overflow-y-auto">
            {columns.all.map((column) => (
              <MenuCheck
                key={column}
                checked={columns.shown.includes(column)}
                onCheckedChange={(on) => columns.toggle(column, on)}
              >
                {nameOf(column)}
              </MenuCheck>
            ))}
          </MenuContent>
        </Menu>
        {can.import ? (
          <Button asChild size="s">
            <Link to="/contacts/import" data-testid="import-contacts">
              <Upload className="size-4" aria-hidden />
              {t("transfer.import")}
            </Link>
          </Button>
        ) : null}
        {can.export ? <ExportMenu by={by} /> : null}
      </ContactsHead>
      <div className="min-h-0 flex-1 space-y-3 overflow-y-auto p-4">
        <NoContacts contacts={contacts} />
        {rows.length > 0 ? (
          <Table
            label={t("contacts.title")}
            head={
              <>
                <Th className="w-px pr-0">
                  <Checkbox
                    checked={chosen.length === 0 ? false : chosen.length === rows.length ? true : "some"}
                    onChange={(on) => setTicked(on ? rows.slice(0, 200).map(({ id }) => id) : [])}
                    testId="tick-all"
                  >
                    <span className="sr-only">{t("record.tickAll")}</span>
                  </Checkbox>
                </Th>
                {["name", ...columns.shown].map(head)}
                <Th>
                  <span className="sr-only">{t("record.actions")}</span>
                </Th>
              </>
            }
          >
            {rows.map((contact) => (
              <Row
                key={contact.id}
                contact={contact}
                ticked={chosen.includes(contact.id)}
                onTick={(on) =>
                  setTicked(
                    on ? [...chosen, contact.id].slice(-200) : chosen.filter((id) => id !== contact.id),
                  )
                }
                columns={columns.shown}
                fieldOf={fieldOf}
                people={people}
              />
            ))}
          </Table>
        ) : null}
        <MoreOnScroll
          has={query.hasNextPage}
          loading={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
      </div>
      {chosen.length > 0 ? (
        <ManyBar
          contacts={rows.filter(({ id }) => chosen.includes(id))}
          people={people}
          onDone={() => setTicked([])}
        />
      ) : null}
    </div>
  );
}

function Row({
  contact,
  ticked,
  onTick,
  columns,
  fieldOf,
  people,
}: {
  contact: Contact;
  ticked: boolean;
  onTick: (on: boolean) => void;
  columns: readonly string[];
  fieldOf: (column: string) => CustomField | undefined;
  people: readonly { id: string; name: string }[];
}) {
  const { t } = useTranslation();
  const phone = contact.waId || contact.phone;
  const number = usePhoneNumber(phone);
  const cell = (column: string) => {
    switch (column) {
      case "phone":
        return number || (contact.username ? `@${contact.username}` : t("contacts.noWhatsApp"));
      case "tags":
        return (
          <span className="flex max-w-64 flex-wrap gap-1">
            {contact.tags.map((tag) => (
              <Badge key={tag} className="h-5 max-w-40 truncate px-2">
                {tag}
              </Badge>
            ))}
          </span>
        );
      case "owners":
        return people
          .filter(({ id }) => contact.owners.includes(id))
          .map(({ name }) => name)
          .join(", ");
      case "last":
        return contact.lastAt ? <Moment at={contact.lastAt} /> : null;
      case "created":
        return <Moment at={contact.createdAt} />;
    }
    const field = fieldOf(column);
    return field ? <FieldValue field={field} value={contact.fields[column]} /> : null;
  };
  return (
    <tr className={cn("group", ticked ? "bg-selected" : "hover:bg-hover")}>
      <Td className="pr-0 align-middle">
        <Checkbox checked={ticked} onChange={onTick} testId="tick">
          <span className="sr-only">{t("record.tick", { name: contact.displayName })}</span>
        </Checkbox>
      </Td>
      <Td className="min-w-52 py-1.5 align-middle">
        <Link
          to="/contacts/$contactId"
          params={{ contactId: contact.id }}
          search={(before) => ({ ...before, add: undefined })}
          data-testid="contact-row"
          className="flex items-center gap-3 rounded-tight"
        >
          <Avatar name={contact.displayName} />
          <span className={cn("truncate font-medium", contact.doNotContact && "line-through decoration-bad")}>
            {contact.displayName}
          </span>
        </Link>
      </Td>
      {columns.map((column) => (
        <Td key={column} className="max-w-72 truncate whitespace-nowrap align-middle text-text-2">
          {cell(column)}
        </Td>
      ))}
      <Td className="w-px py-1 align-middle">
        <CallHere contactId={contact.id} name={contact.displayName} phone={phone} place="search" />
      </Td>
    </tr>
  );
}
