/** The chosen match beside the list: why it was found, what it says in short, and the decision. */
import type { Schemas } from "@/api/client";
import { AskForIntroduction } from "@/features/introductions/ask";
import { contentOf } from "@/features/listing-view";
import { useVocabulary } from "@/features/vocabulary";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Note } from "@/ui/states";
import { DecisionBar } from "./decision-bar";
import { ListingFacts, ListingLink, MatchBadges, Reasons, Score, useTitle } from "./parts";
import { candidateTexts } from "./texts";

const texts = messages(
  { label: "選んだ候補", both: "双方を並べて読む", own: "こちらの掲載", pair: "照らし合わせた相手" },
  { label: "The chosen match", both: "Read both side by side", own: "Your listing", pair: "Held against" },
);

export function Pane({
  match,
  onDismiss,
  onDecided,
}: {
  match: Schemas["CandidateView"];
  onDismiss: () => void;
  onDecided: () => void;
}) {
  const t = useMessages(texts);
  const words = useMessages(candidateTexts);
  const { pick, lang } = useFormat();
  const title = useTitle();
  const content = contentOf(match.other);
  const text = content.summary ?? content.problem;
  return (
    <section
      aria-label={t.label}
      className="sticky top-20 hidden max-h-[calc(100dvh-6rem)] overflow-y-auto rounded-xl border border-line bg-white p-6 lg:block"
    >
      <div className="flex flex-col gap-5">
        <div className="flex flex-col gap-2">
          <div className="flex flex-wrap items-center gap-3">
            <Score score={match.score} />
            <MatchBadges match={match} />
          </div>
          <h2 className="text-[1.25rem] leading-snug font-bold">
            <ListingLink listing={match.other} />
          </h2>
          <ListingFacts listing={match.other} />
          {text ? <p lang={lang(text)}>{pick(text)}</p> : null}
        </div>
        {match.lapsed ? <Note look="warning">{words.lapsedWhy}</Note> : null}
        {match.reason ? <DismissedFor reason={match.reason} /> : null}
        <DecisionBar
          match={match}
          title={title(match.other).text}
          onDismiss={onDismiss}
          onDecided={onDecided}
        />
        <div className="flex flex-wrap gap-3">
          <LinkButton to="/candidates/$id" params={{ id: match.id }}>
            {t.both}
          </LinkButton>
          <AskForIntroduction match={match} />
        </div>
        <Reasons match={match} />
        <div className="flex flex-col gap-1 rounded-lg bg-ai-50 px-4 py-3">
          <h3 className="text-[0.875rem] font-bold text-ink-soft">
            {match.side === "liaison" ? t.pair : t.own}
          </h3>
          <ListingLink listing={match.own} />
          <ListingFacts listing={match.own} />
        </div>
      </div>
    </section>
  );
}

/** Why it was dismissed, in words. */
export function DismissedFor({ reason }: { reason: string }) {
  const t = useMessages(candidateTexts);
  const { word } = useVocabulary("decline_codes");
  return <p className="text-[0.875rem]">{t.reason(word(reason))}</p>;
}
