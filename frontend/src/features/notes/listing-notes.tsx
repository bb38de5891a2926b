/** The team's notes on one listing. */
import { useRef } from "react";
import { $api, api } from "@/api/client";
import { useMe } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Card, Section } from "@/ui/page";
import { Await } from "@/ui/states";
import { toast } from "@/ui/toast";
import { Note, refreshNotes } from "./note";
import { NoteForm } from "./note-form";

const texts = messages(
  {
    title: "チームのメモ",
    who: (name: string) => `${name}の会員だけが読めます。相手側には見えません。2,000字まで。`,
    add: "メモを追加",
    added: "メモを追加しました",
    all: "すべてのメモを見る",
  },
  {
    title: "Team notes",
    who: (name: string) =>
      `Only members of ${name} read them; the other side does not. Up to 2,000 characters.`,
    add: "Add note",
    added: "The note is added",
    all: "Show all notes",
  },
);

export function ListingNotes({ id }: { id: string }) {
  const t = useMessages(texts);
  const { pick } = useFormat();
  const me = useMe().data;
  const top = useRef<HTMLDivElement>(null);
  const query = $api.useQuery("get", "/api/v1/listings/{id}/notes", {
    params: { path: { id }, query: { limit: 100 } },
  });
  const add = async (body: string) => {
    await api.POST("/api/v1/listings/{id}/notes", {
      params: { path: { id }, header: { "Idempotency-Key": crypto.randomUUID() } },
      body: { body },
    });
    toast(t.added);
    await refreshNotes();
  };
  return (
    <div ref={top} tabIndex={-1}>
      <Section title={t.title}>
        <Card className="flex flex-col gap-4">
          <NoteForm name="note" support={t.who(pick(me?.organisation.name))} action={t.add} onSave={add} />
          <Await query={query} lines={2}>
            {({ items, next_cursor }) =>
              items.length === 0 ? null : (
                <>
                  <ul className="flex flex-col divide-y divide-line border-t border-line">
                    {items.map((note) => (
                      <li key={note.id} className="py-3 last:pb-0">
                        <Note note={note} onRemoved={() => top.current?.focus()} />
                      </li>
                    ))}
                  </ul>
                  {next_cursor ? (
                    <LinkButton to="/notes" look="quiet" size="small">
                      {t.all}
                    </LinkButton>
                  ) : null}
                </>
              )
            }
          </Await>
        </Card>
      </Section>
    </div>
  );
}
