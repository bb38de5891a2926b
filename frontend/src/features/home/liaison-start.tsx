/** A liaison's start: what is late and what is due, and pairs to bring together. */
import { Link } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge, kindNames } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Section } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { isDueSoon } from "./due";
import { NewMatches } from "./new-matches";
import { useNewCandidates } from "./use-waiting";
import { Waiting } from "./waiting";

const texts = messages(
  {
    overdue: "期限を過ぎた審査",
    soon: "2日以内に期限の来る審査",
    waiting: "確認を待っている登録情報",
    broker: "まだ見ていないマッチング候補",
    queue: "急ぐものから",
    open: "審査待ちを開く",
    late: (days: string) => `期限超過（${days}営業日経過）`,
    due: (date: string) => `${date}まで`,
    untitled: "（題名なし）",
    empty: "審査を待っている登録情報はありません",
    emptyWhat: "担当の機関から提出されると、ここに並びます。",
    institutions: "担当機関を見る",
    matches: "取り持てそうな組み合わせ",
    all: "すべて見る",
  },
  {
    overdue: "reviews past their time",
    soon: "reviews due within two days",
    waiting: "listings waiting for review",
    broker: "new matches not looked at",
    queue: "Most urgent first",
    open: "Open the queue",
    late: (days: string) => `Overdue (${days} business days)`,
    due: (date: string) => `Due ${date}`,
    untitled: "(no title)",
    empty: "No listing waits for review",
    emptyWhat: "What your institutions submit is listed here.",
    institutions: "My institutions",
    matches: "Pairs you might bring together",
    all: "Show all",
  },
);

export function LiaisonStart() {
  const t = useMessages(texts);
  const queue = $api.useQuery("get", "/api/v1/curation/queue", {
    params: { query: { order: "age", limit: 100 } },
  });
  const candidates = useNewCandidates();
  const overdue = queue.data?.items.filter(({ age }) => age.overdue);
  const soon = queue.data?.items.filter(({ age }) => !age.overdue && isDueSoon(age.due, new Date()));
  return (
    <>
      <Waiting
        queries={[queue, candidates]}
        items={[
          { label: t.overdue, count: overdue?.length, urgent: true, link: { to: "/reviews" } },
          { label: t.soon, count: soon?.length, link: { to: "/reviews" } },
          {
            label: t.waiting,
            count: queue.data?.items.length,
            more: Boolean(queue.data?.next_cursor),
            link: { to: "/reviews" },
          },
          {
            label: t.broker,
            count: candidates.data?.items.length,
            more: Boolean(candidates.data?.next_cursor),
            link: { to: "/candidates" },
          },
        ]}
      />
      <Section
        title={t.queue}
        actions={
          <LinkButton to="/reviews" look="primary" icon="list">
            {t.open}
          </LinkButton>
        }
      >
        <Await query={queue}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t.empty} action={<LinkButton to="/institutions">{t.institutions}</LinkButton>}>
                {t.emptyWhat}
              </Empty>
            ) : (
              <ul className="divide-y divide-line rounded-xl border border-line bg-white">
                {items.slice(0, 5).map((review) => (
                  <li key={review.id}>
                    <Review review={review} />
                  </li>
                ))}
              </ul>
            )
          }
        </Await>
      </Section>
      {candidates.data && candidates.data.items.length > 0 ? (
        <Section
          title={t.matches}
          actions={
            <LinkButton to="/candidates" size="small">
              {t.all}
            </LinkButton>
          }
        >
          <NewMatches items={candidates.data.items} />
        </Section>
      ) : null}
    </>
  );
}

function Review({ review }: { review: Schemas["QueuedReview"] }) {
  const t = useMessages(texts);
  const kinds = useMessages(kindNames);
  const { pick, lang, date, number } = useFormat();
  const { age } = review;
  return (
    <Link
      to="/reviews/$id"
      params={{ id: review.id }}
      className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 text-ink no-underline hover:bg-ai-50"
    >
      <Badge>{kinds[review.kind]}</Badge>
      <span className="min-w-0 flex-1 basis-72">
        <span lang={lang(review.title)} className="block leading-snug font-bold">
          {pick(review.title) || t.untitled}
        </span>
        <span lang={lang(review.organisation)} className="text-[0.875rem] text-ink-soft">
          {pick(review.organisation)} · {review.reference}
        </span>
      </span>
      <span className={`text-[0.9375rem] ${age.overdue ? "font-bold text-shu-800" : "text-ink-soft"}`}>
        {age.overdue ? t.late(number(age.business_days)) : t.due(date(age.due))}
      </span>
    </Link>
  );
}
