/** `/reviews`: what waits for the liaison or for the institution's reviewer. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { api, type Schemas } from "@/api/client";
import { useRole } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { SelectField } from "@/ui/field";
import { Page } from "@/ui/page";
import { stepFocus, useShortcuts } from "@/ui/shortcuts";
import { Empty, Failure, Loading } from "@/ui/states";
import { queueOf, waitsForReader } from "./next";
import { PublicRequests } from "./public-requests";
import { QueueTable } from "./queue-table";

const texts = messages(
  {
    title: "審査待ち",
    lead: "提出された掲載を、会員に見える前に確かめます。上から順に開き、判断すると次が開きます。",
    order: "並び順",
    age: "待ち時間の長い順",
    risk: "要確認の多い順",
    kind: "種類",
    all: "シーズとニーズ",
    seed: "シーズだけ",
    need: "ニーズだけ",
    total: (n: string, overdue: number) =>
      overdue > 0
        ? `${n}件があなたの判断を待っています。うち${overdue}件は期限を過ぎています。`
        : `${n}件があなたの判断を待っています。`,
    none: "いま、あなたの判断を待つものはありません。",
    start: "審査を始める",
    more: "さらに表示",
    shortcuts: "ショートカット",
    keys: { next: "次の行へ", previous: "前の行へ", open: "選んだ掲載を開く" },
    empty: "待っている審査はありません",
    emptyWhy: "掲載が提出されると、ここに届き、お知らせも届きます。",
    emptyKind: "この種類の審査は待っていません",
    institutions: "担当機関を見る",
  },
  {
    title: "Review queue",
    lead: "Listings that were submitted, before members see them. Open the first one; after each decision the next one opens.",
    order: "Order",
    age: "Longest waiting first",
    risk: "Most to check first",
    kind: "Kind",
    all: "Seeds and needs",
    seed: "Seeds only",
    need: "Needs only",
    total: (n: string, overdue: number) =>
      overdue > 0 ? `${n} waiting for you, ${overdue} of them overdue.` : `${n} waiting for you.`,
    none: "Nothing waits for you now.",
    start: "Start reviewing",
    more: "Show more",
    shortcuts: "Shortcuts",
    keys: { next: "Next row", previous: "Previous row", open: "Open the chosen listing" },
    empty: "Nothing waits for review",
    emptyWhy: "When a listing is submitted it comes here, and you are told.",
    emptyKind: "Nothing of this kind waits for review",
    institutions: "To your institutions",
  },
);

export function ReviewQueue() {
  const t = useMessages(texts);
  const liaison = useRole() === "liaison";
  const { order, kind } = queueOf(useSearch({ strict: false }));
  const navigate = useNavigate();
  const query = useInfiniteQuery({
    queryKey: ["get", "/api/v1/curation/queue", "pages", order, kind],
    queryFn: async ({ pageParam, signal }) => {
      const asked = {
        order,
        limit: 50,
        ...(kind ? { kind } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      };
      const { data } = await api.GET("/api/v1/curation/queue", { params: { query: asked }, signal });
      return data ?? { items: [] };
    },
    initialPageParam: "",
    getNextPageParam: (page: Schemas["ReviewQueue"]) => page.next_cursor,
  });
  const shortcuts = useShortcuts([
    { keys: ["j"], label: t.keys.next, run: () => stepFocus(1) },
    { keys: ["k"], label: t.keys.previous, run: () => stepFocus(-1) },
    { keys: ["Enter"], label: t.keys.open },
  ]);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const mine = items.filter(waitsForReader);
  const overdue = mine.filter((item) => item.age.overdue).length;
  const change = (search: { order?: string; kind?: string }) =>
    void navigate({
      to: "/reviews",
      search: {
        ...(order === "risk" ? { order } : {}),
        ...(kind ? { kind } : {}),
        ...search,
      },
      replace: true,
      resetScroll: false,
    });
  const first = mine[0];
  const search = { ...(order === "risk" ? { order } : {}), ...(kind ? { kind } : {}) };
  return (
    <Page
      title={t.title}
      width="wide"
      lead={t.lead}
      actions={
        <>
          <span className="hidden lg:block">
            <Button size="small" look="quiet" onClick={shortcuts.openHelp}>
              {t.shortcuts}
            </Button>
          </span>
          {first ? (
            <LinkButton look="primary" to="/reviews/$id" params={{ id: first.id }} search={search}>
              {t.start}
            </LinkButton>
          ) : null}
        </>
      }
    >
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <p role="status" className="font-bold">
          {query.data
            ? mine.length > 0
              ? t.total(`${mine.length}${query.hasNextPage ? "+" : ""}`, overdue)
              : items.length > 0
                ? t.none
                : ""
            : ""}
        </p>
        <div className="flex flex-wrap gap-3">
          <SelectField
            name="kind"
            label={t.kind}
            value={kind ?? ""}
            onChange={(event) => change({ kind: event.currentTarget.value })}
          >
            <option value="">{t.all}</option>
            <option value="seed">{t.seed}</option>
            <option value="need">{t.need}</option>
          </SelectField>
          <SelectField
            name="order"
            label={t.order}
            value={order}
            onChange={(event) => change({ order: event.currentTarget.value === "risk" ? "risk" : "" })}
          >
            <option value="age">{t.age}</option>
            <option value="risk">{t.risk}</option>
          </SelectField>
        </div>
      </div>
      {query.data ? null : query.error ? (
        <Failure error={query.error} again={() => void query.refetch()} />
      ) : (
        <Loading lines={8} />
      )}
      {query.data && items.length === 0 ? (
        <Empty
          title={kind ? t.emptyKind : t.empty}
          action={liaison ? <LinkButton to="/institutions">{t.institutions}</LinkButton> : null}
        >
          {kind ? null : t.emptyWhy}
        </Empty>
      ) : null}
      {items.length > 0 ? <QueueTable items={items} caption={t.title} search={search} /> : null}
      {query.hasNextPage ? (
        <Button
          className="self-center"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t.more}
        </Button>
      ) : null}
      {liaison ? <PublicRequests /> : null}
      {shortcuts.dialog}
    </Page>
  );
}
