/** All notes of the reader's organisation, newest first, each under the listing that it is on. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { api, type Schemas } from "@/api/client";
import { ApiError } from "@/api/problem";
import { useMe, useRole } from "@/features/me";
import { linkToSearch } from "@/features/search/question";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge, kindNames, StateBadge } from "@/ui/badges";
import { Button, LinkButton } from "@/ui/button";
import { Card, Page } from "@/ui/page";
import { Empty, Failure, Loading } from "@/ui/states";
import { Note } from "./note";

const texts = messages(
  {
    title: "チームのメモ",
    lead: (name: string) => `${name}の会員だけが読めます。相手側には、メモがあることも見えません。`,
    empty: "メモはまだありません",
    how: "シーズやニーズのページで、検討の経緯や次にすることをチームに残せます。",
    find: "探す",
    more: "続きを表示",
    untitled: "（タイトルなし）",
  },
  {
    title: "Team notes",
    lead: (name: string) =>
      `Notes that members of ${name} keep on seeds and needs. The other side cannot even see that there are any.`,
    empty: "No notes yet",
    how: "On the page of a seed or need you can leave your team what was considered and what comes next.",
    find: "Find something",
    more: "Show more",
    untitled: "(untitled)",
  },
);

const PATH = "/api/v1/notes";

export function Notes() {
  const t = useMessages(texts);
  const { pick } = useFormat();
  const me = useMe().data;
  const role = useRole();
  const query = useInfiniteQuery({
    queryKey: ["get", PATH],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await api.GET(PATH, {
        params: { query: pageParam ? { cursor: pageParam } : {} },
        signal,
      });
      if (!data) throw new ApiError(null);
      return data;
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  // What was appended begins with the first new one.
  const appendedAt = useRef<number | null>(null);
  useEffect(() => {
    if (appendedAt.current === null || items.length <= appendedAt.current) return;
    document.querySelectorAll<HTMLElement>("a[data-note]")[appendedAt.current]?.focus();
    appendedAt.current = null;
  }, [items.length]);
  const find = linkToSearch(role === "researcher" ? "need" : "seed", {});
  return (
    <Page title={t.title} lead={t.lead(pick(me?.organisation.name))}>
      {query.error && items.length === 0 ? (
        <Failure error={query.error} again={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading lines={8} />
      ) : items.length === 0 ? (
        <Empty title={t.empty} action={<LinkButton {...find}>{t.find}</LinkButton>}>
          {t.how}
        </Empty>
      ) : (
        <ul className="flex flex-col gap-3">
          {items.map((note) => (
            <li key={note.id}>
              <Card>
                <Note
                  note={note}
                  heading={<On listing={note.listing} />}
                  onRemoved={() => document.querySelector<HTMLElement>("h1")?.focus()}
                />
              </Card>
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage ? (
        <Button
          className="self-center"
          busy={query.isFetchingNextPage}
          onClick={() => {
            appendedAt.current = items.length;
            void query.fetchNextPage();
          }}
        >
          {t.more}
        </Button>
      ) : null}
    </Page>
  );
}

function On({ listing }: { listing: Schemas["NotedListing"] }) {
  const t = useMessages(texts);
  const kinds = useMessages(kindNames);
  const { pick, lang } = useFormat();
  return (
    <div className="flex flex-col gap-1">
      <h2 className="text-[1.0625rem] leading-snug font-bold">
        <Link
          to={listing.kind === "seed" ? "/seeds/$id" : "/needs/$id"}
          params={{ id: listing.id }}
          data-note={listing.id}
          lang={lang(listing.title)}
          className="text-ai-900 underline decoration-ai-300 underline-offset-4"
        >
          {pick(listing.title) || t.untitled}
        </Link>
      </h2>
      <p className="flex flex-wrap items-center gap-2 text-[0.875rem] text-ink-soft">
        <Badge look="ai">{kinds[listing.kind]}</Badge>
        <span className="tabular-nums">{listing.reference}</span>
        {listing.state === "published" ? null : <StateBadge state={listing.state} />}
      </p>
    </div>
  );
}
