/** A researcher's start: seeds with their next step, new matches, introductions to answer. */
import { $api } from "@/api/client";
import { useMe } from "@/features/me";
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Section } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { NewMatches } from "./new-matches";
import { OwnListings } from "./own-listings";
import { useIntroductionsWaiting, useMine, useNewCandidates, waitsForTeam } from "./use-waiting";
import { Waiting } from "./waiting";

const texts = messages(
  {
    answer: "回答をお待ちしている紹介の申込み",
    goOn: "こちらから申し込み、次に進められる紹介",
    candidates: "まだ見ていないマッチング候補",
    listings: "続きの作業があるシーズ",
    review: "所属機関として確認するシーズ",
    mine: "自分のシーズ",
    matches: "新しいマッチング候補",
    write: "シーズを登録する",
    empty: "最初のシーズを登録しましょう",
    emptyWhat:
      "学会の要旨やポスターの文章があれば、30分ほどで書けます。提出するまで、ほかの会員には見えません。公開の前に、必ず知財リエゾンが確かめます。",
    help: "先に開示区分を知る",
  },
  {
    answer: "requests for an introduction to answer",
    goOn: "of your own requests that you can take further",
    candidates: "new matches not looked at",
    listings: "seeds you have something to do for",
    review: "seeds to review for your institution",
    mine: "My seeds",
    matches: "New matches",
    write: "List a seed",
    empty: "List your first seed",
    emptyWhat:
      "With the text of an abstract or a poster it takes about half an hour. Nobody else sees it until you submit it, and an IP liaison always checks it before it is published.",
    help: "Read about tiers first",
  },
);

export function ResearcherStart() {
  const t = useMessages(texts);
  const reviews = useMe().data?.institution_reviewer === true;
  const mine = useMine();
  const candidates = useNewCandidates();
  const introductions = useIntroductionsWaiting();
  const queue = $api.useQuery(
    "get",
    "/api/v1/curation/queue",
    { params: { query: { limit: 100 } } },
    { enabled: reviews },
  );
  const write = (
    <LinkButton to="/mine/new/$kind" params={{ kind: "seed" }} look="primary" icon="plus">
      {t.write}
    </LinkButton>
  );
  const queries = [mine, candidates, introductions.received, introductions.sent];
  return (
    <Waiting
      queries={reviews ? [...queries, queue] : queries}
      items={[
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
        {
          label: t.listings,
          count: mine.data?.items.filter(waitsForTeam).length,
          link: { to: "/mine" },
        },
        {
          label: t.candidates,
          count: candidates.data?.items.length,
          more: Boolean(candidates.data?.next_cursor),
          link: { to: "/candidates" },
        },
        ...(reviews
          ? [
              {
                label: t.review,
                count: queue.data?.items.length,
                more: Boolean(queue.data?.next_cursor),
                link: { to: "/reviews" as const },
              },
            ]
          : []),
      ]}
    >
      <Section title={t.mine} actions={mine.data?.items.length ? write : null}>
        <Await query={mine}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                title={t.empty}
                action={
                  <>
                    {write}
                    <LinkButton to="/help" hash="tiers">
                      {t.help}
                    </LinkButton>
                  </>
                }
              >
                {t.emptyWhat}
              </Empty>
            ) : (
              <OwnListings items={items} />
            )
          }
        </Await>
      </Section>
      <NewMatches title={t.matches} items={candidates.data?.items} />
    </Waiting>
  );
}
