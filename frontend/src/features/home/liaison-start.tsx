/** A liaison's start: what is late and what is due, and pairs to bring together. */
import { $api } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { kindNames } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Section } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { isDueSoon } from "./due";
import { NewMatches } from "./new-matches";
import { Rows } from "./rows";
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
  },
);

export function LiaisonStart() {
  const t = useMessages(texts);
  const kinds = useMessages(kindNames);
  const { pick, lang, date, number } = useFormat();
  const queue = $api.useQuery("get", "/api/v1/curation/queue", {
    params: { query: { order: "age", limit: 100 } },
  });
  const candidates = useNewCandidates();
  const overdue = queue.data?.items.filter(({ age }) => age.overdue);
  const soon = queue.data?.items.filter(({ age }) => !age.overdue && isDueSoon(age.due, new Date()));
  return (
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
    >
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
              <Rows
                rows={items.slice(0, 5).map(({ id, kind, title, organisation, reference, age }) => ({
                  key: id,
                  link: { to: "/reviews/$id", params: { id } },
                  title: pick(title) || t.untitled,
                  lang: lang(title),
                  under: (
                    <>
                      {kinds[kind]} · <span lang={lang(organisation)}>{pick(organisation)}</span> ·{" "}
                      <span className="whitespace-nowrap">{reference}</span>
                    </>
                  ),
                  state: age.overdue ? t.late(number(age.business_days)) : t.due(date(age.due)),
                  urgent: age.overdue,
                }))}
              />
            )
          }
        </Await>
      </Section>
      <NewMatches title={t.matches} items={candidates.data?.items} />
    </Waiting>
  );
}
