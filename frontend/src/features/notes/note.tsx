/** One note: its words, who wrote it and when. Its author can change or delete it. */
import { type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { api, ifMatch, refresh, type Schemas } from "@/api/client";
import { explain } from "@/api/problem";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/dialog";
import { toast } from "@/ui/toast";
import { NoteForm } from "./note-form";

const texts = messages(
  {
    edit: "編集",
    remove: "削除",
    title: "このメモを削除しますか",
    text: "チームの全員から見えなくなります。元には戻せません。",
    removed: "メモを削除しました",
    edited: (at: string) => `（${at}に編集）`,
    gone: "退会した会員",
    save: "変更を保存",
    saved: "メモを変更しました",
  },
  {
    edit: "Edit",
    remove: "Delete",
    title: "Delete this note?",
    text: "Nobody in your team will see it any more. This cannot be undone.",
    removed: "The note is deleted",
    edited: (at: string) => ` (edited ${at})`,
    gone: "Former member",
    save: "Save the change",
    saved: "The note is changed",
  },
);

export function Note({
  note,
  heading,
  onRemoved,
}: {
  note: Schemas["NoteView"];
  heading?: ReactNode;
  onRemoved: () => void;
}) {
  const t = useMessages(texts);
  const { pick, dateTime } = useFormat();
  const [state, setState] = useState<"read" | "edit" | "remove">("read");
  const [busy, setBusy] = useState(false);
  const article = useRef<HTMLElement>(null);
  /** What was pressed gives way to something else: the focus goes there. */
  const turn = (next: "read" | "edit") => {
    flushSync(() => setState(next));
    article.current?.querySelector<HTMLElement>(next === "edit" ? "textarea" : "button")?.focus();
  };
  const path = { id: note.listing_id, note_id: note.id };
  const header = { "If-Match": ifMatch(note.version) };
  const change = async (body: string) => {
    try {
      await api.PUT("/api/v1/listings/{id}/notes/{note_id}", { params: { path, header }, body: { body } });
      toast(t.saved);
      turn("read");
    } finally {
      // Also when somebody was faster: the next try is about the note as it is now.
      await refreshNotes();
    }
  };
  const remove = async () => {
    setBusy(true);
    try {
      await api.DELETE("/api/v1/listings/{id}/notes/{note_id}", { params: { path, header } });
      toast(t.removed);
      // While the dialog is open nothing outside of it takes the focus.
      flushSync(() => setState("read"));
      onRemoved();
    } catch (error) {
      toast(explain(error).detail);
      setState("read");
    } finally {
      setBusy(false);
      await refreshNotes();
    }
  };
  return (
    <article ref={article} className="flex flex-col gap-1.5">
      {heading}
      {state === "edit" ? (
        <NoteForm
          name={`note-${note.id}`}
          initial={note.body}
          action={t.save}
          onSave={change}
          onCancel={() => turn("read")}
        />
      ) : (
        <p className="whitespace-pre-line">{note.body}</p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <p className="text-[0.875rem] text-ink-soft">
          {pick(note.author) || t.gone} · {dateTime(note.created_at)}
          {note.edited_at ? t.edited(dateTime(note.edited_at)) : ""}
        </p>
        {note.own && state !== "edit" ? (
          <div className="flex">
            <Button look="quiet" size="small" onClick={() => turn("edit")}>
              {t.edit}
            </Button>
            <Button look="quiet" size="small" onClick={() => setState("remove")}>
              {t.remove}
            </Button>
          </div>
        ) : null}
      </div>
      <ConfirmDialog
        open={state === "remove"}
        title={t.title}
        confirm={t.remove}
        danger
        busy={busy}
        onConfirm={() => void remove()}
        onClose={() => setState("read")}
      >
        <p className="mb-3 border-l-2 border-line pl-3 whitespace-pre-line text-ink-soft">{note.body}</p>
        {t.text}
      </ConfirmDialog>
    </article>
  );
}

export function refreshNotes(): Promise<void> {
  return refresh("/notes", "/listings/{id}/notes");
}
