/** `/introductions/$id`: one introduction: who waits for whom, what was said, what can be done now. */
import { useParams } from "@tanstack/react-router";
import { useRef } from "react";
import { $api, type Schemas } from "@/api/client";
import { PageOf } from "@/app/not-found";
import { useVocabulary } from "@/features/vocabulary";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { organisationKindNames } from "@/ui/badges";
import { Card, Facts, Section } from "@/ui/page";
import { Await, Note } from "@/ui/states";
import { Moves } from "./moves";
import { StateBadges, Subject } from "./parts";
import { introductionTexts } from "./texts";
import { Timeline } from "./timeline";

type Introduction = Schemas["IntroductionView"];

const texts = messages(
  {
    title: (reference: string) => `紹介：${reference}`,
    bare: "紹介",
    list: "紹介",
    now: "いまの状況",
    about: "依頼の内容",
    listing: "依頼の対象",
    own: "依頼する側の掲載",
    from: "きっかけ",
    message: "メッセージ",
    question: "受けた側からの質問",
    answer: "質問への返事",
    decline: "見送りの理由",
    gap: "あれば再検討できるデータ",
    audience: {
      owner: "依頼した側だけに見えます",
      owner_and_liaison: "依頼した側と知財リエゾンに見えます",
      statistics: "相手には見えません（集計だけに使います）",
    },
    parties: "双方",
    asking: "依頼した側",
    answering: "依頼を受けた側",
    yours: (side: string) => `${side}（あなたの側）`,
    hidden: "氏名と連絡先は、双方が合意すると表示されます。",
    write: (name: string) => `${name}さんにメールを書く`,
    history: "これまでの経過",
  },
  {
    title: (reference: string) => `Introduction: ${reference}`,
    bare: "Introduction",
    list: "Introductions",
    now: "Where it stands",
    about: "The request",
    listing: "About",
    own: "On behalf of",
    from: "How it came",
    message: "Message",
    question: "Question of the side that was asked",
    answer: "Reply to the question",
    decline: "Why it was declined",
    gap: "Data that would reopen it",
    audience: {
      owner: "Seen by the side that asked",
      owner_and_liaison: "Seen by the side that asked and by the liaison",
      statistics: "Not shown to them; only counted",
    },
    parties: "Both sides",
    asking: "The side that asks",
    answering: "The side that answers",
    yours: (side: string) => `${side} (yours)`,
    hidden: "Names and addresses appear when both sides agree.",
    write: (name: string) => `Write to ${name}`,
    history: "What happened so far",
  },
);

export function Introduction() {
  const t = useMessages(texts);
  const { id = "" } = useParams({ strict: false });
  const query = $api.useQuery("get", "/api/v1/introductions/{id}", { params: { path: { id } } });
  return (
    <PageOf
      of={query}
      title={query.data ? t.title(query.data.listing.reference) : t.bare}
      trail={[{ label: t.list, link: { to: "/introductions" } }]}
    >
      <Await query={query} lines={8}>
        {(introduction) => <Content introduction={introduction} />}
      </Await>
    </PageOf>
  );
}

function Content({ introduction }: { introduction: Introduction }) {
  const t = useMessages(texts);
  const words = useMessages(introductionTexts);
  const { date } = useFormat();
  const standing = useRef<HTMLDivElement>(null);
  const { viewpoint, state, answer_by, listing, own_listing, proposed_by } = introduction;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
      <div className="flex min-w-0 flex-col gap-8">
        <div
          ref={standing}
          tabIndex={-1}
          className="flex flex-col gap-4 rounded-xl border-2 border-ai-900 bg-white p-5"
        >
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 className="text-[0.9375rem] font-bold text-ink-soft">{t.now}</h2>
            <StateBadges introduction={introduction} />
          </div>
          <p className="text-[1.125rem] font-bold">
            {words.standing[viewpoint][state]}
            {answer_by ? (
              <span className="ml-3 text-[1rem] font-normal whitespace-nowrap">
                {words.until(date(answer_by))}
              </span>
            ) : null}
          </p>
          <Moves introduction={introduction} onDone={() => standing.current?.focus()} />
        </div>
        <Section title={t.about}>
          <Card>
            <Facts
              items={[
                [t.listing, <Subject key="listing" subject={listing} />],
                ...(own_listing
                  ? [[t.own, <Subject key="own" subject={own_listing} />] as [string, React.ReactNode]]
                  : []),
                ...(proposed_by ? [[t.from, words.by[proposed_by]] as [string, string]] : []),
              ]}
            />
          </Card>
          <Said title={t.message} text={introduction.message} />
          {introduction.question ? <Said title={t.question} text={introduction.question} /> : null}
          {introduction.answer ? <Said title={t.answer} text={introduction.answer} /> : null}
          {introduction.decline ? <Declined decline={introduction.decline} /> : null}
        </Section>
      </div>
      <div className="flex flex-col gap-6">
        <Section title={t.parties}>
          <PartyCard
            title={t.asking}
            own={viewpoint === "asking"}
            party={introduction.asking}
            mayAppear={viewpoint !== "liaison" && ["pending", "info_requested"].includes(state)}
          />
          <PartyCard
            title={t.answering}
            own={viewpoint === "answering"}
            party={introduction.answering}
            mayAppear={viewpoint !== "liaison" && ["pending", "info_requested"].includes(state)}
          />
        </Section>
        <Section title={t.history}>
          <Timeline introduction={introduction} />
        </Section>
      </div>
    </div>
  );
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <Card>
      <h3 className="text-[0.875rem] font-bold text-ink-soft">{title}</h3>
      <p className="mt-1 whitespace-pre-line">{text}</p>
    </Card>
  );
}

function Declined({ decline }: { decline: Schemas["DeclineView"] }) {
  const t = useMessages(texts);
  const { word } = useVocabulary("decline_codes");
  return (
    <Note title={`${t.decline}: ${word(decline.code)}`}>
      {decline.gap_request ? (
        <p className="whitespace-pre-line">
          <span className="font-bold">{t.gap}</span>
          <br />
          {decline.gap_request}
        </p>
      ) : null}
      <p className="text-[0.875rem] text-ink-soft">{t.audience[decline.audience]}</p>
    </Note>
  );
}

function PartyCard({
  title,
  own,
  party,
  mayAppear,
}: {
  title: string;
  own: boolean;
  party: Schemas["PartyView"];
  /** Whether name and address are still to come */
  mayAppear: boolean;
}) {
  const t = useMessages(texts);
  const kinds = useMessages(organisationKindNames);
  const { pick, lang } = useFormat();
  const { contact, organisation, organisation_kind } = party;
  return (
    <Card className="flex flex-col gap-1.5">
      <h3 className="text-[0.875rem] font-bold text-ink-soft">{own ? t.yours(title) : title}</h3>
      <p className="font-bold" lang={lang(organisation)}>
        {pick(organisation) || kinds[organisation_kind]}
      </p>
      {contact ? (
        <>
          <p lang={lang(contact.name)}>{pick(contact.name)}</p>
          {own ? (
            <p className="text-[0.875rem]">{contact.email}</p>
          ) : (
            <a
              href={`mailto:${contact.email}`}
              aria-label={`${t.write(pick(contact.name))} (${contact.email})`}
              className="inline-flex min-h-11 items-center text-ai-900 underline underline-offset-4"
            >
              {contact.email}
            </a>
          )}
        </>
      ) : mayAppear && !own ? (
        <p className="text-[0.875rem] text-ink-soft">{t.hidden}</p>
      ) : null}
    </Card>
  );
}
