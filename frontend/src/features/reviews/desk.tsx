/** `/reviews/$id`: a submitted listing on the reviewer's desk; its owner reads the comments here too. */
import { useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { type Address, textOf } from "@/app/address";
import { PageOf } from "@/app/not-found";
import { FieldChanges } from "@/features/diff";
import { contentOf, ListingContent } from "@/features/listing-view";
import { useMe } from "@/features/me";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { kindNames, visibilityNames } from "@/ui/badges";
import { LinkButton } from "@/ui/button";
import { Card, Page, Section } from "@/ui/page";
import { useShortcuts } from "@/ui/shortcuts";
import { Failure, Loading } from "@/ui/states";
import { Tabs } from "@/ui/tabs";
import { type Item, withFine } from "./checklist";
import { Comments } from "./comments";
import { FieldNotes, Marked } from "./field-notes";
import { History } from "./history";
import { queueOf } from "./next";
import { decisions, Panel, panelTexts } from "./panel";
import { Related } from "./related";
import { reviewTexts } from "./texts";
import { deskOf, useReview } from "./use-review";

type Desk = Schemas["ReviewDesk"];

const texts = messages(
  {
    title: "審査",
    queue: "審査待ち",
    mine: "自分の掲載",
    views: "見比べ方",
    content: "提出された内容",
    changes: "掲載中の版との違い",
    revised: "前回の指摘からの変更",
    version: (n: number) => `第${n}版`,
    until: (date: string) => `掲載の希望：${date}まで`,
    company: (word: string) => `会社の見せ方：${word}`,
    comments: "全体へのコメント",
    toDecision: "判断へ移動",
    edit: "編集画面へ",
    keys: {
      fine: "問題なしの項目をまとめて確認",
      item: "チェックリストの項目",
      note: "メモを書く",
      next: "判断せずに次の審査へ",
    },
  },
  {
    title: "Review",
    queue: "Review queue",
    mine: "Your listings",
    views: "Views",
    content: "What was submitted",
    changes: "Against the published version",
    revised: "Changed since the last remarks",
    version: (n: number) => `version ${n}`,
    until: (date: string) => `wanted until ${date}`,
    company: (word: string) => `company shown: ${word}`,
    comments: "Comments on the whole",
    toDecision: "To the decision",
    edit: "To the form",
    keys: {
      fine: "Tick all items that look fine",
      item: "An item of the checklist",
      note: "Write the note",
      next: "Next review, without a decision",
    },
  },
);

export function ReviewDesk() {
  const t = useMessages(texts);
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(deskOf(id));
  if (query.data) return <OnDesk key={id} desk={query.data} />;
  return (
    <PageOf of={query} title={t.title} width="wide">
      {query.error ? (
        <Failure error={query.error} again={() => void query.refetch()} />
      ) : (
        <Loading lines={12} />
      )}
    </PageOf>
  );
}

function OnDesk({ desk }: { desk: Desk }) {
  const t = useMessages(texts);
  const panel = useMessages(panelTexts);
  const words = useMessages(reviewTexts);
  const { pick } = useFormat();
  const me = useMe().data;
  const address: Address = useSearch({ strict: false });
  const reviews = me?.role === "liaison" || me?.institution_reviewer === true;
  const review = useReview(desk, queueOf(address), reviews);
  const offered = decisions.filter(({ decision }) => desk.moves.includes(decision));
  const checks = desk.moves.includes("approve");
  const tick = (key: string) => {
    const item = desk.checklist[Number(key) - 1]?.item as Item | undefined;
    if (item) review.setTicks({ ...review.ticks, [item]: review.ticks[item] !== true });
  };
  const shortcuts = useShortcuts([
    ...(checks
      ? [
          {
            keys: ["c"],
            label: t.keys.fine,
            run: () => review.setTicks(withFine(desk.checklist, review.ticks)),
          },
          { keys: desk.checklist.map((_, place) => String(place + 1)), label: t.keys.item, run: tick },
        ]
      : []),
    ...offered.map(({ decision, key }) => ({
      keys: [key],
      label: panel[decision],
      run: () => review.ask(decision),
    })),
    ...(offered.length > 0
      ? [{ keys: ["m"], label: t.keys.note, run: () => document.getElementById("field-note")?.focus() }]
      : []),
    ...(review.next ? [{ keys: ["n"], label: t.keys.next, run: () => void review.goOn() }] : []),
  ]);
  const { submitted } = desk;
  const { title } = contentOf(submitted);
  return (
    <Page
      title={pick(title) || words.untitled}
      width="wide"
      trail={[
        reviews
          ? { label: t.queue, link: { to: "/reviews" } }
          : { label: t.mine, link: { to: "/mine/$id", params: { id: submitted.id } } },
      ]}
      actions={
        <>
          {submitted.own ? (
            <LinkButton to="/mine/$id/edit" params={{ id: submitted.id }}>
              {t.edit}
            </LinkButton>
          ) : null}
          <a
            href="#decision"
            className="inline-flex min-h-11 items-center text-ai-900 underline underline-offset-4 lg:hidden"
          >
            {t.toDecision}
          </a>
        </>
      }
      lead={<DeskFacts desk={desk} />}
    >
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <Views desk={desk} view={textOf(address["view"])} address={address} />
          <Section title={t.comments} id="whole">
            <div id="comments" tabIndex={-1}>
              <Comments listing={submitted.id} comments={desk.comments} />
            </div>
          </Section>
          <Related desk={desk} />
          <History history={desk.history} />
        </div>
        <Panel desk={desk} review={review} reviews={reviews} onHelp={shortcuts.openHelp} />
      </div>
      {shortcuts.dialog}
    </Page>
  );
}

function DeskFacts({ desk }: { desk: Desk }) {
  const t = useMessages(texts);
  const kinds = useMessages(kindNames);
  const visibility = useMessages(visibilityNames);
  const { pick, date } = useFormat();
  const { submitted, number, wished_until } = desk;
  const facts = [
    kinds[submitted.kind],
    pick(submitted.organisation),
    t.version(number),
    wished_until ? t.until(date(wished_until)) : "",
    desk.visibility ? t.company(visibility[desk.visibility]) : "",
  ].filter(Boolean);
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.9375rem]">
      <span className="font-mono text-[0.875rem]">{submitted.reference}</span>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </span>
  );
}

/** The content as it was submitted, or what has changed in it. */
function Views({ desk, view, address }: { desk: Desk; view: string | undefined; address: Address }) {
  const t = useMessages(texts);
  const { submitted, tiers, findings } = desk;
  const content = contentOf(submitted);
  const views = [
    { key: "content", label: t.content },
    ...(desk.published ? [{ key: "changes", label: t.changes, count: desk.changes.length }] : []),
    ...(desk.revised.length > 0 ? [{ key: "revised", label: t.revised, count: desk.revised.length }] : []),
  ];
  const current = views.find((one) => one.key === view)?.key ?? "content";
  return (
    <div className="flex flex-col gap-5">
      {views.length > 1 ? (
        <Tabs
          label={t.views}
          current={current}
          tabs={views.map((one) => ({
            ...one,
            link: {
              to: "/reviews/$id",
              params: { id: submitted.id },
              search: { ...address, view: one.key === "content" ? undefined : one.key },
              replace: true,
            },
          }))}
        />
      ) : null}
      {current === "content" ? (
        <ListingContent
          listing={submitted}
          tiers={tiers}
          highlight={(field) => (
            <FieldNotes desk={desk} kind={submitted.kind} content={content} field={field} />
          )}
          passage={(field, text, lang) => (
            <Marked text={text} findings={findings} field={field} lang={lang} />
          )}
        />
      ) : (
        <Card>
          <FieldChanges
            kind={submitted.kind}
            changes={current === "revised" ? desk.revised : desk.changes}
            beside={(field) => (
              <div className="mt-3">
                <FieldNotes desk={desk} kind={submitted.kind} content={content} field={field} />
              </div>
            )}
          />
        </Card>
      )}
    </div>
  );
}
