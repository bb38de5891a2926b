/** Pieces that the list and the page of an introduction share. */
import { Link } from "@tanstack/react-router";
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { useMessages } from "@/i18n/messages";
import { Badge, type BadgeLook } from "@/ui/badges";
import { introductionTexts } from "./texts";

type Introduction = Schemas["IntroductionView"];

const looks: Record<Schemas["IntroductionState"], BadgeLook> = {
  proposed: "ai",
  pending: "yellow",
  info_requested: "yellow",
  accepted: "green",
  declined: "plain",
  lapsed: "plain",
  withdrawn: "plain",
};

/** Whether it waits for the reader: something other than taking it back is open to them. */
export function isMyTurn({ moves, state, viewpoint }: Introduction): boolean {
  // Who asked back may still answer, but the word is the other side's.
  if (state === "info_requested" && viewpoint === "answering") return false;
  return moves.some((move) => move !== "withdraw");
}

export function StateBadges({ introduction }: { introduction: Introduction }) {
  const t = useMessages(introductionTexts);
  return (
    <span className="flex flex-wrap gap-1.5">
      <Badge look={looks[introduction.state]}>{t.state[introduction.state]}</Badge>
      {isMyTurn(introduction) ? <Badge look="shu">{t.yourTurn}</Badge> : null}
    </span>
  );
}

/** A listing as an introduction names it: linked while the reader may see it. */
export function Subject({ subject }: { subject: Schemas["SubjectView"] }) {
  const t = useMessages(introductionTexts);
  const { pick, lang } = useFormat();
  return (
    <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <span className="text-[0.875rem] whitespace-nowrap text-ink-soft">
        {t.kind[subject.kind]} <span className="font-mono text-[0.8125rem]">{subject.reference}</span>
      </span>
      {subject.title ? (
        <Link
          to={subject.kind === "seed" ? "/seeds/$id" : "/needs/$id"}
          params={{ id: subject.id }}
          lang={lang(subject.title)}
          className="inline-block min-h-6 text-ai-900 underline decoration-ai-300 underline-offset-4"
        >
          {pick(subject.title)}
        </Link>
      ) : (
        <span className="text-ink-soft">{t.untitled}</span>
      )}
    </span>
  );
}
