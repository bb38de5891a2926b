/** A saved search with what it found since it was saved, newest first; what was not looked at yet is marked. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { $api, api, refresh, type Schemas } from "@/api/client";
import { ApiError, explain } from "@/api/problem";
import { PageOf } from "@/app/not-found";
import { CompareTray } from "@/features/listing/compare-tray";
import { HitCard } from "@/features/search/hit-card";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge } from "@/ui/badges";
import { Button } from "@/ui/button";
import { Page, Section } from "@/ui/page";
import { Empty, Failure, Loading } from "@/ui/states";
import { toast } from "@/ui/toast";
import { Actions } from "./actions";
import { useMailWords } from "./cadence";
import { QuestionWords } from "./question-words";
import { texts as shared } from "./texts";

const texts = messages(
  {
    found: "見つかったもの",
    isNew: "新着",
    foundAt: (at: string) => `${at}に見つかりました`,
    seen: "すべて確認済みにする",
    marked: "確認済みにしました",
    nothing: "まだ見つかっていません",
    how: "条件に合うものが新しく掲載されると、ここに並びます。すでに掲載されているものは、この条件で検索するとご覧いただけます。",
    more: "続きを表示",
  },
  {
    found: "Found",
    isNew: "New",
    foundAt: (at: string) => `found ${at}`,
    seen: "Mark all as seen",
    marked: "Marked as seen",
    nothing: "Nothing found yet",
    how: "What is newly listed and fulfils it appears here. Run the search to see what was listed before.",
    more: "Show more",
  },
);

const PATH = "/api/v1/saved-searches/{id}/alerts";

export function SavedSearch() {
  const { id = "" } = useParams({ strict: false });
  const query = $api.useQuery("get", "/api/v1/saved-searches/{id}", { params: { path: { id } } });
  const t = useMessages(shared);
  if (query.data) return <Shown key={id} saved={query.data} />;
  return (
    <PageOf of={query} title={t.title}>
      {query.error ? <Failure error={query.error} again={() => void query.refetch()} /> : <Loading />}
    </PageOf>
  );
}

function Shown({ saved }: { saved: Schemas["SavedSearchView"] }) {
  const t = useMessages(shared);
  const mail = useMailWords();
  const { date } = useFormat();
  const navigate = useNavigate();
  return (
    <Page title={saved.name} trail={[{ label: t.title, link: { to: "/saved-searches" } }]}>
      <div className="-mt-3 flex flex-col gap-3">
        <QuestionWords question={saved.question} />
        <p className="flex flex-wrap gap-x-4 text-[0.875rem] text-ink-soft">
          <span>{mail(saved.alerts)}</span>
          <span>{t.since(date(saved.created_at))}</span>
        </p>
        <Actions saved={saved} onRemoved={() => void navigate({ to: "/saved-searches", replace: true })} />
      </div>
      <Alerts saved={saved} />
      <CompareTray />
    </Page>
  );
}

function Alerts({ saved }: { saved: Schemas["SavedSearchView"] }) {
  const t = useMessages(texts);
  const { ago } = useFormat();
  const [busy, setBusy] = useState(false);
  const heading = useRef<HTMLDivElement>(null);
  const path = { id: saved.id };
  const query = useInfiniteQuery({
    queryKey: ["get", PATH, saved.id],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await api.GET(PATH, {
        params: { path, query: pageParam ? { cursor: pageParam } : {} },
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
    document.querySelectorAll<HTMLElement>("a[data-hit]")[appendedAt.current]?.focus();
    appendedAt.current = null;
  }, [items.length]);
  const newest = items[0];
  const markSeen = async () => {
    if (!newest) return;
    setBusy(true);
    try {
      await api.POST("/api/v1/saved-searches/{id}/alerts/seen", {
        params: { path, header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { until: newest.found_at },
      });
      toast(t.marked);
      heading.current?.focus();
      await refresh("/saved-searches");
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div ref={heading} tabIndex={-1}>
      <Section
        title={t.found}
        actions={
          saved.unseen > 0 && newest ? (
            <Button icon="check" busy={busy} onClick={() => void markSeen()}>
              {t.seen}
            </Button>
          ) : null
        }
      >
        {query.error && items.length === 0 ? (
          <Failure error={query.error} again={() => void query.refetch()} />
        ) : query.isPending ? (
          <Loading lines={8} />
        ) : items.length === 0 ? (
          <Empty title={t.nothing}>{t.how}</Empty>
        ) : (
          <ul className="flex flex-col gap-3">
            {items.map((item) => (
              <li key={item.id}>
                <HitCard
                  hit={item}
                  mark={
                    item.seen_at ? null : (
                      <span className="mr-2 align-text-bottom">
                        <Badge look="shu">{t.isNew}</Badge>
                      </span>
                    )
                  }
                >
                  <p className="text-[0.875rem] text-ink-soft">{t.foundAt(ago(item.found_at))}</p>
                </HitCard>
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
      </Section>
    </div>
  );
}
