/** Who has seen what of a listing, and who can see more than members do. */
import { useParams } from "@tanstack/react-router";
import { $api, type Schemas } from "@/api/client";
import { PageOf } from "@/app/not-found";
import { EvidenceButton } from "@/features/listing/evidence-button";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames, TierBadge } from "@/ui/badges";
import { Button } from "@/ui/button";
import { Section } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { Table } from "@/ui/table";
import { useMineTrail } from "./texts";

const texts = messages(
  {
    title: "閲覧の記録",
    lead: "誰がいつ、どこまでの内容を見たかは、改ざんできない台帳に残ります。機関の名前は、紹介を承諾した相手だけ表示されます。",
    holders: "会員より詳しく見られる機関",
    noHolders: "いまはありません。紹介を承諾すると、ここに加わります。",
    organisation: "機関",
    tier: "見られる範囲",
    since: "いつから",
    until: "いつまで",
    open: "期限なし",
    seen: "閲覧",
    none: "まだ誰も見ていません",
    noneWhat: "掲載されると、会員が見た記録がここに並びます。",
    at: "日時",
    surface: "どこで",
    what: "範囲",
    version: "版",
    number: (n: number) => `第${n}版`,
    unknown: "不明",
    more: "さらに表示",
    surfaces: {
      detail: "詳細ページ",
      search: "検索結果",
      candidate: "マッチング候補",
      introduction: "紹介",
      review: "審査",
      export: "書き出し",
      table: "一覧表の書き出し",
      matching: "マッチング",
      similar: "類似の掲載",
    },
  },
  {
    title: "Who has read it",
    lead: "Who saw how much, and when, is kept in a ledger that nobody can change. An organisation is named once an introduction to it was accepted.",
    holders: "Organisations that see more than members",
    noHolders: "None now. Those whose introduction you accept appear here.",
    organisation: "Organisation",
    tier: "Sees up to",
    since: "Since",
    until: "Until",
    open: "no end",
    seen: "Readings",
    none: "Nobody has seen it yet",
    noneWhat: "Once it is published, readings by members appear here.",
    at: "When",
    surface: "Where",
    what: "Up to",
    version: "Version",
    number: (n: number) => `Version ${n}`,
    unknown: "unknown",
    more: "Show more",
    surfaces: {
      detail: "Detail page",
      search: "Search results",
      candidate: "Match",
      introduction: "Introduction",
      review: "Review",
      export: "Export",
      table: "Table taken along",
      matching: "Matching",
      similar: "Similar listings",
    },
  },
);

export function Readers() {
  const t = useMessages(texts);
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const draft = $api.useQuery("get", "/api/v1/listings/{id}/draft", { params: { path: { id } } });
  const list = $api.useInfiniteQuery(
    "get",
    "/api/v1/listings/{id}/disclosures",
    { params: { path: { id }, query: { limit: 50 } } },
    {
      pageParamName: "cursor",
      initialPageParam: null,
      getNextPageParam: (last: Schemas["DisclosuresBody"]) => last.next_cursor ?? undefined,
    },
  );
  const trail = useMineTrail(id, draft.data?.reference);
  return (
    <PageOf
      of={list}
      title={t.title}
      lead={t.lead}
      trail={trail}
      actions={list.data ? <EvidenceButton id={id} /> : null}
    >
      <Await query={list}>
        {({ pages }) => (
          <>
            <Holders holders={pages[0]?.holders ?? []} />
            <Seen items={pages.flatMap((page) => page.items)} />
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
        )}
      </Await>
    </PageOf>
  );
}

function Holders({ holders }: { holders: Schemas["OneHolder"][] }) {
  const t = useMessages(texts);
  const { pick, date } = useFormat();
  return (
    <Section title={t.holders}>
      {holders.length === 0 ? (
        <p className="text-ink-soft">{t.noHolders}</p>
      ) : (
        <Table caption={t.holders} head={[t.organisation, t.tier, t.since, t.until]}>
          {holders.map((holder, place) => (
            <tr key={place}>
              <th scope="row" className="min-w-40 font-bold">
                {pick(holder.organisation)}
              </th>
              <td>
                <TierBadge tier={holder.tier} />
              </td>
              <td className="whitespace-nowrap">{date(holder.since)}</td>
              <td className="whitespace-nowrap">{holder.until ? date(holder.until) : t.open}</td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

function Seen({ items }: { items: Schemas["OneDisclosure"][] }) {
  const t = useMessages(texts);
  const kinds = useMessages(organisationKindNames);
  const { pick, dateTime } = useFormat();
  const surfaces: Record<string, string> = t.surfaces;
  return (
    <Section title={t.seen}>
      {items.length === 0 ? (
        <Empty title={t.none}>{t.noneWhat}</Empty>
      ) : (
        <Table dense caption={t.seen} head={[t.at, t.organisation, t.surface, t.what, t.version]}>
          {items.map((one, place) => (
            <tr key={place}>
              <td className="whitespace-nowrap">{dateTime(one.at)}</td>
              <td className="min-w-32">
                {one.organisation
                  ? pick(one.organisation)
                  : one.organisation_kind
                    ? kinds[one.organisation_kind]
                    : t.unknown}
              </td>
              <td className="min-w-28">{surfaces[one.surface] ?? one.surface}</td>
              <td>
                <TierBadge tier={one.tier} />
              </td>
              <td className="whitespace-nowrap">{one.version ? t.number(one.version) : "–"}</td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}
