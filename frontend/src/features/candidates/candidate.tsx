/** `/candidates/$id`: one match in full: why it was found, both sides next to each other, and the decision. */
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { $api, refresh, type Schemas } from "@/api/client";
import { PageOf } from "@/app/not-found";
import { AskForIntroduction } from "@/features/introductions/ask";
import { messages, useMessages } from "@/i18n/messages";
import { Card, Section } from "@/ui/page";
import { useShortcuts } from "@/ui/shortcuts";
import { Failure, Loading, Note } from "@/ui/states";
import { decideMatch, markMatch } from "./decide";
import { DecisionBar, DismissDialog } from "./decision-bar";
import { Pair } from "./pair";
import { DismissedFor } from "./pane";
import { MatchBadges, Reasons, Score, useTitle } from "./parts";
import { candidateTexts } from "./texts";

const texts = messages(
  {
    title: "候補の詳細",
    board: "マッチング候補",
    why: "一致した理由",
    sides: "双方の記載",
    decision: "判断",
    state: "いまの判断",
    interested: "関心あり",
    notNow: "今回は見送り",
    dismiss: "対象外にする（理由を選びます）",
    endorse: "双方に推薦する",
    suppress: "双方から隠す",
  },
  {
    title: "A match in full",
    board: "Matches",
    why: "Why they match",
    sides: "Both sides",
    decision: "Decision",
    state: "Decided so far",
    interested: "Interested",
    notNow: "Not now",
    dismiss: "Dismiss (asks for the reason)",
    endorse: "Recommend to both sides",
    suppress: "Hide from both sides",
  },
);

export function Candidate() {
  const t = useMessages(texts);
  const { id = "" } = useParams({ strict: false });
  const query = $api.useQuery("get", "/api/v1/candidates/{id}", { params: { path: { id } } });
  const title = useTitle();
  return (
    <PageOf
      of={query}
      title={query.data ? title(query.data.other).text : t.title}
      lang={query.data && title(query.data.other).lang}
      width="wide"
      trail={[{ label: t.board, link: { to: "/candidates" } }]}
    >
      {query.data ? (
        <Content match={query.data} />
      ) : query.error ? (
        <Failure error={query.error} again={() => void query.refetch()} />
      ) : (
        <Loading lines={10} />
      )}
    </PageOf>
  );
}

function Content({ match }: { match: Schemas["CandidateView"] }) {
  const t = useMessages(texts);
  const words = useMessages(candidateTexts);
  const title = useTitle();
  const [dismissing, setDismissing] = useState(false);
  const decided = () => void refresh("/candidates");
  const shortcuts = useShortcuts(
    match.side === "liaison"
      ? [
          { keys: ["e"], label: t.endorse, run: () => void markMatch(match, "endorsed") },
          { keys: ["h"], label: t.suppress, run: () => void markMatch(match, "suppressed") },
        ]
      : [
          { keys: ["i"], label: t.interested, run: () => void decideMatch(match, { state: "interested" }) },
          { keys: ["n"], label: t.notNow, run: () => void decideMatch(match, { state: "not_now" }) },
          { keys: ["d"], label: t.dismiss, run: () => setDismissing(true) },
        ],
  );
  return (
    <>
      <Card className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          <Score score={match.score} />
          <span className="flex flex-wrap gap-1.5">
            <MatchBadges match={match} />
          </span>
          {match.side === "liaison" ? null : (
            <span>
              <span className="mr-2 text-[0.875rem] text-ink-soft">{t.state}</span>
              <strong>{words.state[match.state]}</strong>
            </span>
          )}
        </div>
        {match.lapsed ? <Note look="warning">{words.lapsedWhy}</Note> : null}
        {match.reason ? <DismissedFor reason={match.reason} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <DecisionBar
            match={match}
            title={title(match.other).text}
            onDismiss={() => setDismissing(true)}
            onDecided={decided}
          />
          <AskForIntroduction match={match} />
        </div>
      </Card>
      <Section title={t.why}>
        <Card>
          <Reasons match={match} />
        </Card>
      </Section>
      <Section title={t.sides}>
        <Pair match={match} />
      </Section>
      <DismissDialog
        match={dismissing ? match : null}
        onClose={() => setDismissing(false)}
        onDecided={decided}
      />
      {shortcuts.dialog}
    </>
  );
}
