/** `/liaisons`: how much each liaison has on the desk, and putting somebody else in charge. */
import { useState } from "react";
import { $api, api, ifMatch, refresh, type Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge, kindNames, StateBadge } from "@/ui/badges";
import { Button } from "@/ui/button";
import { Card, Page } from "@/ui/page";
import { Await, Empty } from "@/ui/states";
import { Table } from "@/ui/table";
import { toast } from "@/ui/toast";
import { Reassign } from "./liaison-reassign";

const texts = messages(
  {
    title: "リエゾンの担当",
    lead: "リエゾンごとに、待っている審査と日数を表示します。受付番号だけが見え、掲載の内容は表示しません。期限を過ぎたものが多い順です。",
    nobody: "担当が決まっていない掲載",
    inactive: "リエゾンとして活動していません",
    inCharge: (n: number) => `担当 ${n}件`,
    waiting: (n: number) => `審査待ち ${n}件`,
    overdue: (n: number) => `期限超過 ${n}件`,
    none: "待っている審査はありません",
    reference: "受付番号",
    kind: "種類",
    state: "状態",
    age: "待ち日数",
    days: (n: number) => `${n}営業日`,
    due: "期限",
    late: "期限超過",
    change: "担当を変える",
    changeOf: (reference: string) => `${reference}の担当を変える`,
    caption: (name: string) => `${name}: 待っている審査`,
    done: (reference: string, name: string) => `${reference}の担当を${name}さんに変えました`,
    empty: "リエゾンがいません",
    emptyText: "会員の役割を知財リエゾンにすると、ここに並びます。",
  },
  {
    title: "Liaisons’ desks",
    lead: "What waits on each liaison’s desk, and for how long. Only reference numbers are shown, never what a listing says. Most overdue first.",
    nobody: "Nobody is in charge",
    inactive: "Does not act as a liaison",
    inCharge: (n: number) => `${n} in charge`,
    waiting: (n: number) => `${n} waiting`,
    overdue: (n: number) => `${n} overdue`,
    none: "Nothing waits",
    reference: "Reference",
    kind: "Kind",
    state: "State",
    age: "Waiting",
    days: (n: number) => (n === 1 ? "1 business day" : `${n} business days`),
    due: "Due",
    late: "Overdue",
    change: "Reassign",
    changeOf: (reference: string) => `Put somebody else in charge of ${reference}`,
    caption: (name: string) => `${name}: reviews that wait`,
    done: (reference: string, name: string) => `${name} is in charge of ${reference}`,
    empty: "There are no liaisons",
    emptyText: "Members whose role is IP liaison appear here.",
  },
);

type Desk = Schemas["LiaisonLoad"];
type Waiting = Schemas["ReviewOnDesk"];

export function Liaisons() {
  const t = useMessages(texts);
  const query = $api.useQuery("get", "/api/v1/curation/liaisons");
  const [moving, setMoving] = useState<{ review: Waiting; desk: Desk } | null>(null);
  const { pick } = useFormat();
  const move = async (to: Schemas["MemberView"]) => {
    if (!moving) return;
    // The version may have moved on while the dialog was open.
    const now = query.data?.items.flatMap((desk) => desk.waiting).find((one) => one.id === moving.review.id);
    await api.PUT("/api/v1/listings/{id}/liaison", {
      params: {
        path: { id: moving.review.id },
        header: { "If-Match": ifMatch((now ?? moving.review).version) },
      },
      body: { member: to.id },
    });
    toast(t.done(moving.review.reference, pick(to.name)));
    setMoving(null);
    await refresh("/curation");
    // The row went to another desk: go on at the desk that it left.
    document.getElementById(deskId(moving.desk))?.focus();
  };
  return (
    <Page title={t.title} lead={t.lead}>
      <Await query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t.empty}>{t.emptyText}</Empty>
          ) : (
            <div className="flex flex-col gap-6">
              {items.map((desk) => (
                <OneDesk
                  key={desk.member ?? "nobody"}
                  desk={desk}
                  onMove={(review) => setMoving({ review, desk })}
                />
              ))}
            </div>
          )
        }
      </Await>
      <Reassign
        review={moving?.review}
        from={moving?.desk}
        onMove={move}
        reload={() => query.refetch()}
        onClose={() => setMoving(null)}
      />
    </Page>
  );
}

function deskId(desk: Desk): string {
  return `desk-${desk.member ?? "nobody"}`;
}

function OneDesk({ desk, onMove }: { desk: Desk; onMove: (review: Waiting) => void }) {
  const t = useMessages(texts);
  const kinds = useMessages(kindNames);
  const { pick, lang, date } = useFormat();
  const name = desk.member ? pick(desk.name) : t.nobody;
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id={deskId(desk)} tabIndex={-1} lang={lang(desk.name)} className="text-[1.125rem] font-bold">
          {name}
        </h2>
        <span className="flex flex-wrap gap-2">
          {desk.member ? <Badge>{t.inCharge(desk.in_charge)}</Badge> : null}
          <Badge look={desk.waiting.length > 0 ? "ai" : "plain"}>{t.waiting(desk.waiting.length)}</Badge>
          {desk.overdue > 0 ? <Badge look="shu">{t.overdue(desk.overdue)}</Badge> : null}
          {desk.member && !desk.active ? <Badge look="yellow">{t.inactive}</Badge> : null}
        </span>
      </div>
      {desk.waiting.length === 0 ? (
        <p className="text-ink-soft">{t.none}</p>
      ) : (
        <Table
          dense
          caption={t.caption(name)}
          head={[
            t.reference,
            t.kind,
            t.state,
            t.age,
            t.due,
            <span key="do" className="sr-only">
              {t.change}
            </span>,
          ]}
        >
          {desk.waiting.map((review) => (
            <tr key={review.id}>
              <td className="font-bold whitespace-nowrap tabular-nums">{review.reference}</td>
              <td className="whitespace-nowrap">{kinds[review.kind]}</td>
              <td>
                <StateBadge state={review.state} />
              </td>
              <td className="whitespace-nowrap">{t.days(review.age.business_days)}</td>
              <td className="whitespace-nowrap">
                {date(review.age.due)} {review.age.overdue ? <Badge look="shu">{t.late}</Badge> : null}
              </td>
              <td className="text-right whitespace-nowrap">
                <Button
                  size="small"
                  className="whitespace-nowrap"
                  aria-label={t.changeOf(review.reference)}
                  onClick={() => onMove(review)}
                >
                  {t.change}
                </Button>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}
