/** One's own listings, each with its state and its next step. */
import { Link, useSearch } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { textOf } from "@/app/address";
import { useRole } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, plural, useMessages } from "@/i18n/messages";
import { Badge, StateBadge, stateNames, visibilityNames } from "@/ui/badges";
import { Button, LinkButton } from "@/ui/button";
import { Card, Page } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { daysUntil, type Group, groupOf, groups } from "./groups";
import { standingId } from "./moves";
import { NextStepButton, useNextStep } from "./next-step";
import { mineTexts } from "./texts";

const texts = messages(
  {
    seedsLead: "登録したシーズの状態と、次に行うことを確かめられます。",
    needsLead: "登録したニーズの状態と、次に行うことを確かめられます。",
    newSeed: "シーズを登録する",
    newNeed: "ニーズを登録する",
    noSeeds: "シーズはまだありません",
    noNeeds: "ニーズはまだありません",
    way: "下書き（提出するまで誰にも見えません）→ 所属機関の確認（機関が希望する場合）→ 知財リエゾンの確認（5営業日が目安）→ 会員への掲載、と進みます。研究内容の核心は、紹介を承諾した相手だけに見せることができます。",
    needWay:
      "下書き（提出するまで誰にも見えません）→ 知財リエゾンの確認（5営業日が目安）→ 掲載、と進みます。社名を伏せることも、誰にも見せずに候補だけを受け取ることもできます。",
    filter: "状態で絞り込む",
    all: "すべて",
    writing: "作成中",
    review: "確認中",
    published: "掲載中",
    stopped: "停止・期限切れ",
    ended: "終了",
    none: "この状態のものはありません",
    showAll: "すべて表示する",
    untitled: "（タイトル未入力）",
    saved: (at: string) => `最終保存 ${at}`,
    until: (date: string) => `掲載期限 ${date}`,
    daysLeft: (n: number) => `あと${n}日で期限です`,
    successor: (state: string) => `改訂版：${state}`,
    more: "さらに表示",
    count: (n: number) => `${n}件`,
  },
  {
    seedsLead: "How your seeds stand, and what to do next with each.",
    needsLead: "How your needs stand, and what to do next with each.",
    newSeed: "Register a seed",
    newNeed: "Register a need",
    noSeeds: "No seeds yet",
    noNeeds: "No needs yet",
    way: "A draft (nobody sees it before you submit) → your institution’s review (where it wants one) → the IP liaison’s review (usually five business days) → shown to members. The heart of your work can be kept for those whose introduction you accept.",
    needWay:
      "A draft (nobody sees it before you submit) → the IP liaison’s review (usually five business days) → shown. You can hide your company’s name, or show the need to nobody and only receive matches.",
    filter: "Filter by state",
    all: "All",
    writing: "Being written",
    review: "In review",
    published: "Shown",
    stopped: "Paused or expired",
    ended: "Ended",
    none: "None in this state",
    showAll: "Show all",
    untitled: "(no title yet)",
    saved: (at: string) => `Last saved ${at}`,
    until: (date: string) => `Published until ${date}`,
    daysLeft: (n: number) => `Ends in ${plural(n, "day")}`,
    successor: (state: string) => `Revision: ${state}`,
    more: "Show more",
    count: (n: number) => plural(n, "listing"),
  },
);

export function Mine() {
  const t = useMessages(texts);
  const names = useMessages(mineTexts);
  const isCompany = useRole() === "company";
  const list = $api.useInfiniteQuery(
    "get",
    "/api/v1/listings/mine",
    { params: { query: { limit: 50 } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (last: Schemas["MineBody"]) => last.next_cursor ?? undefined,
    },
  );
  const create = (
    <LinkButton
      to="/mine/new/$kind"
      params={{ kind: isCompany ? "need" : "seed" }}
      look="primary"
      icon="plus"
    >
      {isCompany ? t.newNeed : t.newSeed}
    </LinkButton>
  );
  return (
    <Page
      title={isCompany ? names.needs : names.seeds}
      lead={isCompany ? t.needsLead : t.seedsLead}
      actions={create}
    >
      <Await query={list}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <Empty title={isCompany ? t.noNeeds : t.noSeeds} action={create}>
                {isCompany ? t.needWay : t.way}
              </Empty>
            );
          return (
            <>
              <Listed items={items} />
              {list.hasNextPage ? (
                <Button
                  className="self-center"
                  busy={list.isFetchingNextPage}
                  onClick={() => void list.fetchNextPage()}
                >
                  {t.more}
                </Button>
              ) : null}
            </>
          );
        }}
      </Await>
    </Page>
  );
}

function Listed({ items }: { items: Schemas["OneOfMine"][] }) {
  const t = useMessages(texts);
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const chosen = groups.find((group) => group === textOf(search["state"]));
  const of = (group: Group) =>
    items.filter(
      (item) => groupOf(item.successor_state ?? item.state) === group || groupOf(item.state) === group,
    );
  const shown = chosen ? of(chosen) : items;
  const chip = (active: boolean) =>
    `inline-flex min-h-11 items-center rounded-full border px-4 no-underline ${active ? "border-ai-900 bg-ai-900 font-bold text-white" : "border-line bg-white text-ink hover:bg-ai-50"}`;
  return (
    <>
      {items.length > 3 || chosen ? (
        <nav aria-label={t.filter}>
          <ul className="flex flex-wrap gap-2">
            <li>
              <Link to="." search={{}} className={chip(!chosen)} aria-current={chosen ? undefined : "true"}>
                {t.all} {items.length}
              </Link>
            </li>
            {groups
              .filter((group) => of(group).length > 0 || group === chosen)
              .map((group) => (
                <li key={group}>
                  <Link
                    to="."
                    search={{ state: group }}
                    className={chip(group === chosen)}
                    aria-current={group === chosen ? "true" : undefined}
                  >
                    {t[group]} {of(group).length}
                  </Link>
                </li>
              ))}
          </ul>
        </nav>
      ) : null}
      <p role="status" className="sr-only">
        {t.count(shown.length)}
      </p>
      {shown.length === 0 ? (
        <Empty
          title={t.none}
          action={
            <LinkButton to="." search={{}}>
              {t.showAll}
            </LinkButton>
          }
        />
      ) : (
        <ul className="flex flex-col gap-4">
          {shown.map((item) => (
            <li key={item.id}>
              <One item={item} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function One({ item }: { item: Schemas["OneOfMine"] }) {
  const t = useMessages(texts);
  const next = useNextStep();
  const states = useMessages(stateNames);
  const visibilities = useMessages(visibilityNames);
  const { pick, lang, date, dateTime } = useFormat();
  const left = item.valid_until ? daysUntil(item.valid_until) : undefined;
  const isEnding = left !== undefined && left >= 0 && left <= 30 && groupOf(item.state) === "published";
  return (
    <Card className="flex flex-col gap-3 sm:flex-row sm:items-center sm:justify-between sm:gap-6">
      <div className="flex min-w-0 flex-col gap-1.5">
        <div className="flex flex-wrap items-center gap-2 text-[0.875rem] text-ink-soft">
          <StateBadge state={item.state} />
          {item.successor_state ? (
            <Badge look="yellow">{t.successor(states[item.successor_state])}</Badge>
          ) : null}
          {item.visibility ? <Badge>{visibilities[item.visibility]}</Badge> : null}
          <span className="tabular-nums">{item.reference}</span>
        </div>
        <h2 className="text-[1.125rem] leading-snug font-bold">
          <Link
            to="/mine/$id"
            params={{ id: item.id }}
            id={standingId(item.id)}
            lang={lang(item.title)}
            className="text-ai-900 underline-offset-4 hover:underline"
          >
            {pick(item.title) || t.untitled}
          </Link>
        </h2>
        <p>{next(item)}</p>
        <p className="flex flex-wrap gap-x-4 text-[0.875rem] text-ink-soft">
          {item.valid_until && groupOf(item.state) !== "ended" ? (
            <span>{t.until(date(item.valid_until))}</span>
          ) : null}
          {isEnding ? <span className="font-bold text-shu-800">{t.daysLeft(left)}</span> : null}
          <span>{t.saved(dateTime(item.updated_at))}</span>
        </p>
      </div>
      <div className="shrink-0 empty:hidden">
        <NextStepButton id={item.id} step={item.next_step} />
      </div>
    </Card>
  );
}
