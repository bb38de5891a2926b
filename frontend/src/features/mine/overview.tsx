/** One of one's own listings: where it stands, what comes next, what was said about it, and who is around it. */
import { useParams } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";
import { $api, type Schemas } from "@/api/client";
import { PageOf } from "@/app/not-found";
import type { AnyContent } from "@/features/listing-view";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { StateBadge, visibilityNames } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Card, Section } from "@/ui/page";
import { Await } from "@/ui/states";
import { Actions } from "./actions";
import { Audience } from "./audience";
import { OverviewComments } from "./comments";
import { daysUntil, groupOf } from "./groups";
import { Matching } from "./matching";
import { standingId } from "./moves";
import { NextStepButton, useNextStep } from "./next-step";
import { Path } from "./path";
import { useMineTrail } from "./texts";

// The last part of the page, which waits for an answer of its own: it comes with it.
const PublicWish = lazy(async () => ({ default: (await import("./public")).PublicWish }));

const texts = messages(
  {
    title: "掲載の概要",
    untitled: "（タイトル未入力）",
    next: "次に行うこと",
    withdrawn: "取り下げて終了しました。ほかの会員には見えません。",
    concluded: "成約として終了しました。ほかの会員には見えません。",
    successor: "掲載中の版は、そのまま会員に見えています。下は改訂版の進み具合です。",
    state: "状態",
    reference: "受付番号",
    visibility: "会社の見せ方",
    until: "掲載の期限",
    daysLeft: (n: number) => `あと${n}日`,
    saved: "最終保存",
    edit: "編集",
    preview: "プレビュー",
    versions: "版と変更点",
    readers: "閲覧の記録",
    candidates: "マッチング候補",
    pages: "この掲載のページ",
    due: (date: string) => `確認は ${date} までに終わる予定です。`,
    overdue: (date: string) =>
      `確認の目安（${date}）を過ぎています。お急ぎのときは担当リエゾンにご連絡ください。`,
  },
  {
    title: "Overview",
    untitled: "(no title yet)",
    next: "What comes next",
    withdrawn: "It was withdrawn and has ended. Other members do not see it.",
    concluded: "It ended with a deal. Other members do not see it.",
    successor: "Members go on seeing the published version. Below is how far its revision has come.",
    state: "State",
    reference: "Reference",
    visibility: "How the company is shown",
    until: "Published until",
    daysLeft: (n: number) => (n === 1 ? "1 day left" : `${n} days left`),
    saved: "Last saved",
    edit: "Edit",
    preview: "Preview",
    versions: "Versions and changes",
    readers: "Who has read it",
    candidates: "Matches",
    pages: "Pages of this listing",
    due: (date: string) => `The review should be done by ${date}.`,
    overdue: (date: string) =>
      `The review was due by ${date}. If it is urgent, please contact the liaison in charge.`,
  },
);

export function Overview() {
  const t = useMessages(texts);
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const draft = $api.useQuery("get", "/api/v1/listings/{id}/draft", { params: { path: { id } } });
  const trail = useMineTrail(id, undefined);
  const { pick, lang } = useFormat();
  const title = (draft.data?.content as AnyContent | undefined)?.title;
  return (
    <PageOf
      of={draft}
      title={draft.data ? pick(title) || t.untitled : t.title}
      lang={lang(title)}
      trail={trail}
    >
      <Await query={draft} lines={8}>
        {(found) => <Ready draft={found} />}
      </Await>
    </PageOf>
  );
}

function Ready({ draft }: { draft: Schemas["DraftBody"] }) {
  const t = useMessages(texts);
  const next = useNextStep();
  const visibilities = useMessages(visibilityNames);
  const { date, dateTime } = useFormat();
  const { id } = draft;
  const mine = useMine(id);
  const versions = $api.useQuery("get", "/api/v1/listings/{id}/versions", { params: { path: { id } } });
  const wasSubmitted = (versions.data?.items.length ?? 0) > 0;
  const desk = $api.useQuery(
    "get",
    "/api/v1/listings/{id}/review",
    { params: { path: { id } } },
    { enabled: wasSubmitted },
  );
  const isFinal = draft.state === "withdrawn" || draft.state === "concluded";
  const step = mine?.next_step;
  const until = isFinal ? undefined : mine?.valid_until;
  const left = until ? daysUntil(until) : undefined;
  // Once it is approved, only the publication is waited for.
  const age = step === "await_institution" || step === "await_liaison" ? desk.data?.age : undefined;
  return (
    <div className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
      <div className="flex min-w-0 flex-col gap-8">
        <div
          id={standingId(id)}
          tabIndex={-1}
          className="flex flex-col gap-5 rounded-xl border border-line bg-white p-4 sm:p-5"
        >
          {draft.successor_state ? <p className="text-ink-soft">{t.successor}</p> : null}
          {draft.state === "withdrawn" || draft.state === "concluded" ? (
            <p className="font-bold">{t[draft.state]}</p>
          ) : (
            <Path state={draft.successor_state ?? draft.state} />
          )}
          {mine && !isFinal ? (
            <section className="flex flex-col items-start gap-3 border-t border-line pt-4">
              <h2 className="font-bold">{t.next}</h2>
              <p>{next(mine)}</p>
              {age ? (
                <p className={age.overdue ? "font-bold text-shu-800" : "text-ink-soft"}>
                  {age.overdue ? t.overdue(date(age.due)) : t.due(date(age.due))}
                </p>
              ) : null}
              <NextStepButton id={id} step={mine.next_step} onOverview />
            </section>
          ) : null}
        </div>
        {desk.data ? <OverviewComments listing={id} kind={draft.kind} desk={desk.data} /> : null}
      </div>
      <div className="flex flex-col gap-8 lg:row-span-2">
        <Card>
          <dl className="flex flex-col gap-3">
            <Fact name={t.state}>
              <StateBadge state={draft.state} />
              {draft.successor_state ? <StateBadge state={draft.successor_state} /> : null}
            </Fact>
            <Fact name={t.reference}>
              <span className="tabular-nums">{draft.reference}</span>
            </Fact>
            {draft.visibility ? <Fact name={t.visibility}>{visibilities[draft.visibility]}</Fact> : null}
            {until ? (
              <Fact name={t.until}>
                {date(until)}
                {left !== undefined && left >= 0 && left <= 30 ? (
                  <span className="font-bold text-shu-800">{t.daysLeft(left)}</span>
                ) : null}
              </Fact>
            ) : null}
            <Fact name={t.saved}>{dateTime(draft.updated_at)}</Fact>
          </dl>
        </Card>
        <Section title={t.pages}>
          <div className="flex flex-col gap-2">
            {isFinal ? null : (
              <LinkButton to="/mine/$id/edit" params={{ id }} icon="edit" className="justify-start">
                {t.edit}
              </LinkButton>
            )}
            <LinkButton to="/mine/$id/preview" params={{ id }} icon="eye" className="justify-start">
              {t.preview}
            </LinkButton>
            {wasSubmitted ? (
              <>
                <LinkButton to="/mine/$id/versions" params={{ id }} icon="list" className="justify-start">
                  {t.versions}
                </LinkButton>
                <LinkButton to="/mine/$id/readers" params={{ id }} icon="book" className="justify-start">
                  {t.readers}
                </LinkButton>
              </>
            ) : null}
            {versions.data?.items.some((version) => version.published_at) ? (
              <LinkButton to="/candidates" search={{ listing: id }} icon="tie" className="justify-start">
                {t.candidates}
              </LinkButton>
            ) : null}
          </div>
        </Section>
        {isFinal ? null : (
          <Actions
            id={id}
            moves={desk.data?.moves ?? (versions.data && !wasSubmitted ? ["withdraw"] : [])}
            isDraftOnly={!wasSubmitted}
            isWithReviewer={groupOf(draft.successor_state ?? draft.state) === "review"}
          />
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-8">
        <Audience id={id} isFinal={isFinal} />
        {isFinal ? null : <Matching id={id} />}
        {isFinal || draft.kind === "need" ? null : (
          <Suspense fallback={null}>
            <PublicWish id={id} reference={draft.reference} />
          </Suspense>
        )}
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-[0.875rem] font-bold text-ink-soft">{name}</dt>
      <dd className="flex flex-wrap items-center gap-2">{children}</dd>
    </div>
  );
}

/** The listing's line in one's own list knows its next step. */
function useMine(id: string): Schemas["OneOfMine"] | undefined {
  const list = $api.useQuery("get", "/api/v1/listings/mine", { params: { query: { limit: 100 } } });
  return list.data?.items.find((item) => item.id === id);
}
