/** Pieces that the queue and the desk share. */
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { useMessages } from "@/i18n/messages";
import { Badge, StateBadge } from "@/ui/badges";
import { reviewTexts } from "./texts";

/** How long a review has waited, against what is promised. */
export function Age({ age, inline = false }: { age: Schemas["ReviewAge"]; inline?: boolean }) {
  const t = useMessages(reviewTexts);
  const { date, number } = useFormat();
  return (
    <span
      className={inline ? "flex flex-wrap items-center gap-x-3 gap-y-1" : "flex flex-col items-start gap-0.5"}
    >
      <span className="whitespace-nowrap">
        {age.business_days === 0 ? t.today : t.waited(number(age.business_days))}
      </span>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <span className={`whitespace-nowrap ${age.overdue ? "" : "text-ink-soft"}`}>
          {t.due(date(age.due))}
        </span>
        {age.overdue ? <Badge look="shu">{t.overdue}</Badge> : null}
      </span>
    </span>
  );
}

/** Where a review stands, in the words of those who do it. */
export function Stage({ state, moves }: { state: Schemas["ListingState"]; moves: Schemas["Move"][] }) {
  const t = useMessages(reviewTexts);
  const other = state === "approved" && !moves.includes("publish");
  const word = other ? t.secondLiaison : t.stage[state as keyof typeof t.stage];
  if (!word) return <StateBadge state={state} />;
  return <Badge look={state === "approved" ? "ai" : "yellow"}>{word}</Badge>;
}
