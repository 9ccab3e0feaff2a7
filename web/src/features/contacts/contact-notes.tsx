import { useQueryClient } from "@tanstack/react-query";
import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, byPages, client, must } from "@/api/client";
import type { ContactNote } from "@/api/types";
import { useMe } from "@/app/session";
import { Button } from "@/ui/button";
import { Card } from "@/ui/card";
import { Confirm } from "@/ui/confirm";
import { useForm } from "@/ui/form";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/ui/menu";
import { Moment } from "@/ui/moment";
import { MoreOnScroll } from "@/ui/more-on-scroll";
import { ErrorNotice } from "@/ui/notice";
import { RowSkeletons } from "@/ui/skeleton";
import { TextField } from "@/ui/text-field";

const path = "/api/contacts/{id}/notes";

/** What the team wrote down about a contact, the newest first. */
export function ContactNotes({ contactId }: { contactId: string }) {
  const { t } = useTranslation();
  const query = $api.useInfiniteQuery(
    "get",
    path,
    { params: { path: { id: contactId }, query: { limit: 20 } } },
    byPages,
  );
  const notes = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t("record.notes")}>
      <Writer contactId={contactId} />
      {query.isPending ? <RowSkeletons rows={1} /> : null}
      {query.isError && notes.length === 0 ? (
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      <ul className="divide-y divide-line border-line border-t empty:hidden">
        {notes.map((note) => (
          <Note key={note.id} note={note} contactId={contactId} />
        ))}
      </ul>
      <MoreOnScroll
        has={query.hasNextPage}
        loading={query.isFetchingNextPage}
        failed={query.isFetchNextPageError}
        onMore={() => void query.fetchNextPage()}
      />
    </Card>
  );
}

function useNotesRefresh() {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === path });
}

/** Writes a note, or one anew. */
function Writer({
  contactId,
  note,
  onClose,
}: {
  contactId: string;
  note?: ContactNote;
  onClose?: () => void;
}) {
  const { t } = useTranslation();
  const refresh = useNotesRefresh();
  const [text, setText] = useState(note?.text ?? "");
  const form = useForm({
    fields: ["text"],
    send: async () => {
      const params = { path: { id: contactId, noteId: note?.id ?? "" } };
      if (note) {
        await must(
          client.PUT("/api/contacts/{id}/notes/{noteId}", { params, body: { text, version: note.version } }),
        );
      } else {
        await must(client.POST(path, { params, body: { text } }));
      }
      await refresh();
      setText("");
      onClose?.();
    },
    onConflict: refresh,
  });
  return (
    <form onSubmit={form.submit} noValidate className={note ? "space-y-2" : "space-y-2 px-4 pb-4"}>
      <TextField
        label={t(note ? "record.noteEdit" : "record.noteWrite")}
        rows={2}
        value={text}
        onChange={setText}
        error={form.errors.text ?? form.errors[""]}
        testId="contact-note"
      />
      {text.trim() || note ? (
        <div className="flex justify-end gap-2">
          {note ? (
            <Button kind="ghost" size="s" onClick={onClose}>
              {t("app.cancel")}
            </Button>
          ) : null}
          <Button
            kind="primary"
            size="s"
            type="submit"
            disabled={form.sending}
            data-testid="save-contact-note"
          >
            {t("note.send")}
          </Button>
        </div>
      ) : null}
    </form>
  );
}

function Note({ note, contactId }: { note: ContactNote; contactId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const refresh = useNotesRefresh();
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const own = note.author?.id === me.user.id;
  const remove = async () => {
    await must(
      client.DELETE("/api/contacts/{id}/notes/{noteId}", {
        params: { path: { id: contactId, noteId: note.id } },
      }),
    );
    await refresh();
  };
  return (
    <li className="px-4 py-3" data-testid="contact-note-shown">
      {editing ? (
        <Writer contactId={contactId} note={note} onClose={() => setEditing(false)} />
      ) : (
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{note.text}</p>
            <p className="mt-0.5 text-sm text-text-3">
              {note.author?.name ?? t("line.somebody")} · <Moment at={note.createdAt} />
              {note.editedAt ? ` · ${t("record.noteEdited")}` : ""}
            </p>
          </div>
          {own || me.user.admin ? (
            <Menu>
              <MenuTrigger asChild>
                <Button kind="ghost" size="iconS" aria-label={t("record.noteMenu")} data-testid="note-menu">
                  <MoreHorizontal className="size-4" aria-hidden />
                </Button>
              </MenuTrigger>
              <MenuContent align="end">
                {own ? <MenuItem onSelect={() => setEditing(true)}>{t("record.noteEdit")}</MenuItem> : null}
                <MenuItem onSelect={() => setDeleting(true)}>{t("record.noteDelete")}</MenuItem>
              </MenuContent>
            </Menu>
          ) : null}
        </div>
      )}
      {deleting ? (
        <Confirm
          title={t("record.noteDeleteTitle")}
          text={note.text.slice(0, 200)}
          confirm={t("record.noteDelete")}
          onConfirm={remove}
          onClose={() => setDeleting(false)}
        />
      ) : null}
    </li>
  );
}
