/** Pieces that the board and the page of one match share. */
import { Link } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { contentOf } from "@/features/listing-view";
import { useStageRange, useVocabulary, useWords, type VocabularyName } from "@/features/vocabulary";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Badge, organisationKindNames, StateBadge, TierBadge, visibilityNames } from "@/ui/badges";
import { candidateTexts } from "./texts";
import { groupedFacets, mergedTerms, strengthOf } from "./words";

type Match = Schemas["CandidateView"];
type Listing = Schemas["ListingView"];

const texts = messages(
  {
    shared: "共通する分類",
    terms: "一致に効いた言葉",
    termsNote: "こちらの記載にあり、相手の見える記載にも出てくる言葉です。割合は一致度への寄与です。",
    termsNoteLiaison: "ニーズの記載にあり、シーズの記載にも出てくる言葉です。割合は一致度への寄与です。",
    concept: (word: string) => `概念：${word}`,
    none: "共通する分類や言葉は、いまはありません。",
    vocabulary: {
      disease_areas: "疾患領域",
      modalities: "モダリティ",
      target_classes: "標的の分類",
      icd10: "ICD-10 章",
    },
  },
  {
    shared: "Shared classification",
    terms: "Terms that carried the match",
    termsNote:
      "Words of your own text that also occur in what you may see of theirs. The percentage is their part of the score.",
    termsNoteLiaison:
      "Words of the need that also occur in the seed. The percentage is their part of the score.",
    concept: (word: string) => `concept: ${word}`,
    none: "There are no shared codes or terms at present.",
    vocabulary: {
      disease_areas: "Disease areas",
      modalities: "Modalities",
      target_classes: "Target class",
      icd10: "ICD-10 chapters",
    },
  },
);

/** The calibrated score: number, bar and word. */
export function Score({ score }: { score: number }) {
  const t = useMessages(candidateTexts);
  const { number } = useFormat();
  const strength = strengthOf(score);
  return (
    <span className="inline-flex items-center gap-2" title={t.score(number(score), t.strength[strength])}>
      <span className="text-[1.25rem] leading-none font-bold tabular-nums">
        <span className="sr-only">{t.score(number(score), t.strength[strength])}</span>
        <span aria-hidden="true">{number(score)}</span>
      </span>
      <span aria-hidden="true" className="h-2 w-14 overflow-hidden rounded-full bg-solid-gray-100">
        <span className="block h-full rounded-full bg-ai-700" style={{ width: `${Math.min(100, score)}%` }} />
      </span>
      <span aria-hidden="true" className="text-[0.875rem] whitespace-nowrap">
        {t.strength[strength]}
      </span>
    </span>
  );
}

/** What stands out about a match: new, recommended, hidden, lapsed. */
export function MatchBadges({ match }: { match: Match }) {
  const t = useMessages(candidateTexts);
  return (
    <>
      {match.state === "new" && match.side !== "liaison" ? <Badge look="shu">{t.state.new}</Badge> : null}
      {match.mark ? (
        <Badge look={match.mark === "endorsed" ? "green" : "plain"}>{t.mark[match.mark]}</Badge>
      ) : null}
      {match.lapsed ? <Badge look="yellow">{t.lapsed}</Badge> : null}
    </>
  );
}

/** Title of a listing as the way to its page. */
export function ListingLink({ listing, className = "" }: { listing: Listing; className?: string }) {
  const t = useMessages(candidateTexts);
  const { pick, lang } = useFormat();
  const { title } = contentOf(listing);
  return (
    <Link
      to={listing.kind === "seed" ? "/seeds/$id" : "/needs/$id"}
      params={{ id: listing.id }}
      lang={lang(title)}
      className={`text-ai-900 underline decoration-ai-300 underline-offset-4 hover:decoration-2 ${className}`}
    >
      {pick(title) || t.untitled}
    </Link>
  );
}

export function useTitle(): (listing: Listing) => { text: string; lang: "ja" | "en" | undefined } {
  const t = useMessages(candidateTexts);
  const { pick, lang } = useFormat();
  return (listing) => {
    const { title } = contentOf(listing);
    return { text: pick(title) || t.untitled, lang: lang(title) };
  };
}

/** Reference, organisation (or its kind), stage, and what is unusual about it. */
export function ListingFacts({ listing }: { listing: Listing }) {
  const kinds = useMessages(organisationKindNames);
  const visibility = useMessages(visibilityNames);
  const { pick } = useFormat();
  const range = useStageRange();
  const ip = useVocabulary("ip_statuses");
  const { stage_min, stage_max, ip_status } = contentOf(listing);
  const facts = [
    pick(listing.organisation) || kinds[listing.institution_type],
    range(stage_min, stage_max),
    ip.word(ip_status),
  ].filter(Boolean);
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.875rem] text-ink-soft">
      <span className="font-mono text-[0.8125rem]">{listing.reference}</span>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      {listing.state === "published" ? null : <StateBadge state={listing.state} />}
      {!listing.own && ["approved", "cda"].includes(listing.clearance) ? (
        <TierBadge tier={listing.clearance} />
      ) : null}
      {listing.visibility && listing.visibility !== "open" ? (
        <Badge>{visibility[listing.visibility]}</Badge>
      ) : null}
    </span>
  );
}

/** Shared codes in one line. */
export function SharedLine({ match }: { match: Match }) {
  const words = useWords();
  const { list } = useFormat();
  const shared = match.explanation.facets.map(({ vocabulary, code }) =>
    words(vocabulary as VocabularyName, code),
  );
  return shared.length > 0 ? <span className="text-[0.875rem]">{list(shared)}</span> : null;
}

/** Why two listings were paired. */
export function Reasons({ match, level = 3 }: { match: Match; level?: 2 | 3 }) {
  const t = useMessages(texts);
  const { pick, lang, percent, list } = useFormat();
  const words = useWords();
  const Heading = level === 2 ? "h2" : "h3";
  const { facets, terms } = match.explanation;
  const shown = mergedTerms(terms);
  const most = Math.max(...shown.map((term) => term.share), 0.001);
  if (facets.length === 0 && terms.length === 0) return <p className="text-ink-soft">{t.none}</p>;
  return (
    <div className="grid gap-x-8 gap-y-5 xl:grid-cols-[2fr_3fr]">
      {facets.length > 0 ? (
        <div className="flex flex-col gap-2">
          <Heading className="font-bold">{t.shared}</Heading>
          <dl className="flex flex-col gap-2">
            {groupedFacets(facets).map(([vocabulary, codes]) => (
              <div key={vocabulary}>
                <dt className="text-[0.8125rem] text-ink-soft">
                  {t.vocabulary[vocabulary as keyof typeof t.vocabulary] ?? vocabulary}
                </dt>
                <dd>{list(codes.map((code) => words(vocabulary as VocabularyName, code)))}</dd>
              </div>
            ))}
          </dl>
        </div>
      ) : null}
      {shown.length > 0 ? (
        <div className="flex min-w-0 flex-col gap-2">
          <Heading className="font-bold">{t.terms}</Heading>
          <p className="text-[0.8125rem] text-ink-soft">
            {match.side === "liaison" ? t.termsNoteLiaison : t.termsNote}
          </p>
          <ul className="flex flex-col gap-1.5">
            {shown.map((term) => {
              const concept = pick(term.concept);
              return (
                <li key={term.surface} className="grid grid-cols-[1fr_6.5rem] items-center gap-3">
                  <span className="min-w-0">
                    <span lang={/[ぁ-ヿ一-鿿]/.test(term.surface) ? "ja" : "en"}>{term.surface}</span>
                    {concept && concept !== term.surface ? (
                      <span
                        lang={lang(term.concept)}
                        className="ml-2 text-[0.8125rem] whitespace-nowrap text-ink-soft"
                      >
                        {t.concept(concept)}
                      </span>
                    ) : null}
                  </span>
                  <span className="flex items-center gap-2">
                    <span aria-hidden="true" className="h-2 flex-1 rounded-full bg-solid-gray-100">
                      <span
                        className="block h-full rounded-full bg-ai-600"
                        style={{ width: `${(term.share / most) * 100}%` }}
                      />
                    </span>
                    <span className="w-9 text-right text-[0.8125rem] tabular-nums">
                      {percent(term.share)}
                    </span>
                  </span>
                </li>
              );
            })}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
