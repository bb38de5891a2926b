/** `/candidates`: the board of matches; the list on the left, the chosen one beside it. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { $api, type Schemas } from "@/api/client";
import { useRole } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { Page } from "@/ui/page";
import { useShortcuts } from "@/ui/shortcuts";
import { Empty, Failure, Loading } from "@/ui/states";
import { Tabs } from "@/ui/tabs";
import { decideMatch, markMatch } from "./decide";
import { DecisionBar, DismissDialog } from "./decision-bar";
import { OwnFilter } from "./own-filter";
import { DismissedFor, Pane } from "./pane";
import { ListingFacts, MatchBadges, Score, SharedLine, useTitle } from "./parts";
import { candidateTexts } from "./texts";
import { useBoard } from "./use-board";

type Match = Schemas["CandidateView"];

const texts = messages(
  {
    title: "マッチング候補",
    lead: "あなたの掲載内容の全文を、あなたが見られる相手の掲載と照らし合わせた結果です。こちらの非公開の記載は相手に見えません。",
    leadLiaison:
      "担当するシーズとニーズを、双方の全文で照らし合わせた結果です。推薦すると双方の一覧に印が付き、隠すと双方の一覧から消えます。",
    lanes: "候補の一覧",
    lane: {
      open: "未判断",
      interested: "関心あり",
      not_now: "今回は見送り",
      dismissed: "対象外",
      endorsed: "推薦した組",
      suppressed: "隠した組",
    },
    laneLiaison: "検討中",
    more: "さらに表示",
    shortcuts: "ショートカット",
    keys: {
      next: "次の候補へ",
      previous: "前の候補へ",
      interested: "関心あり",
      notNow: "今回は見送り",
      dismiss: "対象外にする（理由を選びます）",
      endorse: "双方に推薦する",
      suppress: "双方から隠す",
    },
    for: (title: string) => `こちら：${title}`,
    forNeed: (title: string) => `ニーズ：${title}`,
    empty: {
      all: "候補はまだありません",
      allWhy:
        "掲載中のシーズやニーズに合う相手が見つかると、ここに届きます。分類と本文が詳しいほど見つかりやすくなります。",
      allWhyLiaison: "担当するシーズとニーズの組で、全文が近いものが見つかるとここに並びます。",
      lane: "この一覧に候補はありません",
      laneWhy: "ほかの一覧を開くか、絞り込みを外してください。",
      mine: "自分の掲載を見る",
    },
  },
  {
    title: "Matches",
    lead: "The full text of your own listings, held against what you may see of others. Nothing that you keep confidential is shown to them.",
    leadLiaison:
      "Seeds and needs in your charge, held against each other in full. A recommendation is shown to both sides; a hidden pair disappears from both boards.",
    lanes: "Lists of matches",
    lane: {
      open: "Undecided",
      interested: "Interested",
      not_now: "Not now",
      dismissed: "Dismissed",
      endorsed: "Recommended",
      suppressed: "Hidden",
    },
    laneLiaison: "To look at",
    more: "Show more",
    shortcuts: "Shortcuts",
    keys: {
      next: "Next match",
      previous: "Previous match",
      interested: "Interested",
      notNow: "Not now",
      dismiss: "Dismiss (asks for the reason)",
      endorse: "Recommend to both sides",
      suppress: "Hide from both sides",
    },
    for: (title: string) => `Yours: ${title}`,
    forNeed: (title: string) => `Need: ${title}`,
    empty: {
      all: "No matches yet",
      allWhy:
        "When a partner is found for one of your published listings, it comes here. The more is said in codes and text, the more is found.",
      allWhyLiaison: "Pairs of a seed and a need in your charge whose full texts are close come here.",
      lane: "Nothing in this list",
      laneWhy: "Open another list, or lift the filter.",
      mine: "To your listings",
    },
  },
);

export function Candidates() {
  const t = useMessages(texts);
  const liaison = useRole() === "liaison";
  const board = useBoard(liaison);
  const { query, shown, chosen, lane } = board;
  const [dismissing, setDismissing] = useState<Match | null>(null);
  // A match that is chosen by hand counts as looked at.
  $api.useQuery(
    "get",
    "/api/v1/candidates/{id}",
    { params: { path: { id: chosen?.id ?? "" } } },
    { enabled: board.at !== undefined && chosen?.id === board.at && chosen?.state === "new" },
  );
  const focus = (id: string | undefined) =>
    requestAnimationFrame(() => document.getElementById(id ? `match-${id}` : "content")?.focus());
  const choose = (match: Match | undefined) => {
    if (!match) return;
    void board.write({ at: match.id });
    focus(match.id);
  };
  const step = (by: 1 | -1) => choose(shown[shown.findIndex((match) => match.id === chosen?.id) + by]);
  /** What was decided leaves the list: work goes on with what follows it. */
  const goOn = (decided: Match) => {
    const place = shown.findIndex((match) => match.id === decided.id);
    const next = shown[place + 1] ?? shown[place - 1];
    void board.write({ at: next?.id });
    focus(next?.id);
  };
  const run = async (match: Match | undefined, work: (match: Match) => Promise<boolean>) => {
    if (match && (await work(match))) goOn(match);
  };
  const shortcuts = useShortcuts([
    { keys: ["j"], label: t.keys.next, run: () => step(1) },
    { keys: ["k"], label: t.keys.previous, run: () => step(-1) },
    ...(liaison
      ? [
          {
            keys: ["e"],
            label: t.keys.endorse,
            run: () => void run(chosen, (match) => markMatch(match, "endorsed")),
          },
          {
            keys: ["h"],
            label: t.keys.suppress,
            run: () => void run(chosen, (match) => markMatch(match, "suppressed")),
          },
        ]
      : [
          {
            keys: ["i"],
            label: t.keys.interested,
            run: () => void run(chosen, (match) => decideMatch(match, { state: "interested" })),
          },
          {
            keys: ["n"],
            label: t.keys.notNow,
            run: () => void run(chosen, (match) => decideMatch(match, { state: "not_now" })),
          },
          { keys: ["d"], label: t.keys.dismiss, run: () => setDismissing(chosen ?? null) },
        ]),
  ]);
  const word = (one: typeof lane) => (liaison && one === "open" ? t.laneLiaison : t.lane[one]);
  return (
    <Page
      title={t.title}
      width="wide"
      lead={liaison ? t.leadLiaison : t.lead}
      actions={
        <span className="hidden lg:block">
          <Button size="small" look="quiet" onClick={shortcuts.openHelp}>
            {t.shortcuts}
          </Button>
        </span>
      }
    >
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <Tabs
          label={t.lanes}
          current={lane}
          tabs={board.lanes.map(({ lane: one, count }) => ({
            key: one,
            label: word(one),
            count: query.data ? `${count}${query.hasNextPage ? "+" : ""}` : undefined,
            link: {
              to: "/candidates",
              search: { ...(one === "open" ? {} : { lane: one }), listing: board.listing },
            },
          }))}
        />
        <OwnFilter
          matches={board.all}
          listing={board.listing}
          onChange={(listing) => void board.write({ listing, at: undefined })}
        />
      </div>
      {query.data ? null : query.error ? (
        <Failure error={query.error} again={() => void query.refetch()} />
      ) : (
        <Loading lines={8} />
      )}
      {query.data && board.all.length === 0 ? (
        <Empty
          title={t.empty.all}
          action={liaison ? null : <LinkButton to="/mine">{t.empty.mine}</LinkButton>}
        >
          {liaison ? t.empty.allWhyLiaison : t.empty.allWhy}
        </Empty>
      ) : null}
      {board.all.length > 0 && shown.length === 0 ? (
        <Empty title={t.empty.lane}>{t.empty.laneWhy}</Empty>
      ) : null}
      {chosen ? (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(19rem,26rem)_1fr]">
          <div className="flex flex-col gap-3">
            <ul aria-label={word(lane)} className="flex flex-col gap-2.5">
              {shown.map((match) => (
                <MatchCard
                  key={match.id}
                  match={match}
                  current={match.id === chosen.id}
                  onChoose={() => choose(match)}
                  onDismiss={() => setDismissing(match)}
                  onDecided={() => goOn(match)}
                />
              ))}
            </ul>
            {query.hasNextPage ? (
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t.more}
              </Button>
            ) : null}
          </div>
          <Pane match={chosen} onDismiss={() => setDismissing(chosen)} onDecided={() => goOn(chosen)} />
        </div>
      ) : null}
      <DismissDialog
        match={dismissing}
        onClose={() => setDismissing(null)}
        onDecided={() => dismissing && goOn(dismissing)}
      />
      {shortcuts.dialog}
    </Page>
  );
}

function MatchCard({
  match,
  current,
  onChoose,
  onDismiss,
  onDecided,
}: {
  match: Match;
  current: boolean;
  onChoose: () => void;
  onDismiss: () => void;
  onDecided: () => void;
}) {
  const t = useMessages(texts);
  const words = useMessages(candidateTexts);
  const title = useTitle();
  const { text, lang } = title(match.other);
  const own = title(match.own);
  const link = "text-left font-bold leading-snug text-ai-900 underline decoration-ai-300 underline-offset-4";
  return (
    <li
      className={`flex flex-col gap-2 rounded-xl border bg-white p-4 ${current ? "border-line lg:border-ai-900 lg:bg-ai-50" : "border-line"}`}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Score score={match.score} />
        <span className="flex flex-wrap gap-1.5">
          <MatchBadges match={match} />
        </span>
      </div>
      <button
        id={`match-${match.id}`}
        type="button"
        lang={lang}
        aria-current={current ? "true" : undefined}
        className={`${link} hidden min-h-6 lg:block`}
        onClick={onChoose}
      >
        {text}
      </button>
      <Link
        to="/candidates/$id"
        params={{ id: match.id }}
        lang={lang}
        className={`${link} block min-h-6 lg:hidden`}
      >
        {text}
      </Link>
      <ListingFacts listing={match.other} />
      <SharedLine match={match} />
      <p lang={own.lang} className="border-t border-line pt-2 text-[0.875rem] text-ink-soft">
        {match.side === "liaison" ? t.forNeed(own.text) : t.for(own.text)}
      </p>
      {match.reason ? <DismissedFor reason={match.reason} /> : null}
      {match.lapsed ? <p className="text-[0.875rem]">{words.lapsedWhy}</p> : null}
      <div className="lg:hidden">
        <DecisionBar match={match} title={text} onDismiss={onDismiss} onDecided={onDecided} />
      </div>
    </li>
  );
}
