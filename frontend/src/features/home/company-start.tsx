/** A company's start: the search box, what saved searches found, matches, introductions. */
import { $api } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Section } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { NewMatches } from "./new-matches";
import { OwnListings } from "./own-listings";
import { Rows, ShowAll } from "./rows";
import { SeedSearch } from "./seed-search";
import { useIntroductionsWaiting, useMine, useNewCandidates, waitsForTeam } from "./use-waiting";
import { Waiting } from "./waiting";

const texts = messages(
  {
    alerts: "保存した検索の新着",
    candidates: "まだ見ていないマッチング候補",
    answer: "回答をお待ちしている紹介の申込み",
    goOn: "こちらから申し込み、次に進められる紹介",
    listings: "続きの作業があるニーズ",
    matches: "新しいマッチング候補",
    saved: "保存した検索",
    fresh: (n: string) => `新着 ${n}件`,
    nothingNew: "新着なし",
    mine: "自社のニーズ",
    write: "ニーズを登録する",
    empty: "ニーズを登録すると、シーズのほうから見つかります",
    emptyWhat:
      "社名を出す、匿名にする、相手に一切示さない、の三つから選べます。示さないニーズも、マッチングには使われます。",
  },
  {
    alerts: "new results of saved searches",
    candidates: "new matches not looked at",
    answer: "requests for an introduction to answer",
    goOn: "of your own requests that you can take further",
    listings: "needs you have something to do for",
    matches: "New matches",
    saved: "Saved searches",
    fresh: (n: string) => `${n} new`,
    nothingNew: "Nothing new",
    mine: "Our needs",
    write: "List a need",
    empty: "List a need, and seeds find you",
    emptyWhat:
      "Show your company’s name, hide it, or show the need to nobody at all: even then it is matched.",
  },
);

export function CompanyStart() {
  const t = useMessages(texts);
  const { number } = useFormat();
  const mine = useMine();
  const candidates = useNewCandidates();
  const introductions = useIntroductionsWaiting();
  const saved = $api.useQuery("get", "/api/v1/saved-searches");
  const searches = [...(saved.data?.items ?? [])].sort((a, b) => b.unseen - a.unseen);
  const write = (
    <LinkButton to="/mine/new/$kind" params={{ kind: "need" }} icon="plus">
      {t.write}
    </LinkButton>
  );
  return (
    <>
      <SeedSearch />
      <Waiting
        queries={[candidates, saved, introductions.received, introductions.sent, mine]}
        items={[
          {
            label: t.alerts,
            count: saved.data?.items.reduce((sum, one) => sum + one.unseen, 0),
            link: { to: "/saved-searches" },
          },
          {
            label: t.candidates,
            count: candidates.data?.items.length,
            more: Boolean(candidates.data?.next_cursor),
            link: { to: "/candidates" },
          },
          {
            label: t.answer,
            count: introductions.toAnswer,
            link: { to: "/introductions", search: { box: "received" } },
          },
          {
            label: t.goOn,
            count: introductions.toGoOn,
            link: { to: "/introductions", search: { box: "sent" } },
          },
          { label: t.listings, count: mine.data?.items.filter(waitsForTeam).length, link: { to: "/mine" } },
        ]}
      >
        <NewMatches title={t.matches} items={candidates.data?.items} />
        {searches.length > 0 ? (
          <Section title={t.saved} actions={<ShowAll link={{ to: "/saved-searches" }} />}>
            <Rows
              rows={searches.slice(0, 5).map(({ id, name, unseen }) => ({
                key: id,
                link: { to: "/saved-searches/$id", params: { id } },
                title: name,
                state: unseen > 0 ? t.fresh(number(unseen)) : t.nothingNew,
                urgent: unseen > 0,
              }))}
            />
          </Section>
        ) : null}
        <Section title={t.mine} actions={mine.data?.items.length ? write : null}>
          <Await query={mine}>
            {({ items }) =>
              items.length === 0 ? (
                <Empty title={t.empty} action={write}>
                  {t.emptyWhat}
                </Empty>
              ) : (
                <OwnListings items={items} />
              )
            }
          </Await>
        </Section>
      </Waiting>
    </>
  );
}
