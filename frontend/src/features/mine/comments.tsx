/** What reviewers said: decisions with their notes, and comments that lead to their fields. */
import type { Schemas } from "@/api/client";
import { type ListingKind, useFieldName } from "@/features/listing-view";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { LinkButton } from "@/ui/button";
import { Section } from "@/ui/page";
import { OneComment } from "./form/comment";
import { landAtStanding } from "./moves";

const texts = messages(
  {
    title: "確認者からのコメント",
    whole: "全体について",
    toField: "この項目を直す",
    settled: (n: number) => `対応済みのコメント（${n}件）`,
    decisions: {
      institution_approve: "機関の確認が済みました",
      request_changes: "修正の依頼",
      approve: "承認",
      publish: "掲載",
    },
    by: (name: string, at: string) => `${name}さん・${at}`,
    version: (n: number) => `第${n}版`,
  },
  {
    title: "What reviewers said",
    whole: "On the whole",
    toField: "Go to this field",
    settled: (n: number) => `Settled comments (${n})`,
    decisions: {
      institution_approve: "Passed by the institution",
      request_changes: "Changes requested",
      approve: "Approved",
      publish: "Published",
    },
    by: (name: string, at: string) => `${name}, ${at}`,
    version: (n: number) => `version ${n}`,
  },
);

/** On to the next open comment; after the last one, to what comes next for the listing. */
function goOn(listing: string): void {
  const next = document.querySelector<HTMLElement>("#comments button");
  if (next) next.focus();
  else landAtStanding(listing);
}

export function OverviewComments({
  listing,
  kind,
  desk,
}: {
  listing: string;
  kind: ListingKind;
  desk: Schemas["ReviewDesk"];
}) {
  const t = useMessages(texts);
  const name = useFieldName(kind);
  const { pick, dateTime } = useFormat();
  const open = desk.comments.filter((comment) => !comment.resolved_at);
  const settled = desk.comments.filter((comment) => comment.resolved_at);
  const decisions = desk.history.filter((past) => past.note).toReversed();
  if (desk.comments.length === 0 && decisions.length === 0) return null;
  const one = (comment: Schemas["ReviewComment"]) => (
    <li key={comment.id} className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-bold">{comment.field ? name(comment.field) : t.whole}</h3>
        {comment.field && !comment.resolved_at ? (
          <LinkButton
            to="/mine/$id/edit"
            params={{ id: listing }}
            search={{ field: comment.field }}
            size="small"
            icon="edit"
          >
            {t.toField}
          </LinkButton>
        ) : null}
      </div>
      <OneComment comment={comment} listing={listing} onSettled={() => goOn(listing)} />
    </li>
  );
  return (
    <Section title={t.title} id="comments">
      {open.length > 0 ? <ul className="flex flex-col gap-4">{open.map(one)}</ul> : null}
      {decisions.length > 0 ? (
        <ul className="flex flex-col gap-3">
          {decisions.map((past) => (
            <li key={past.created_at} className="rounded-lg border border-line bg-white px-4 py-3">
              <p className="font-bold">
                {t.decisions[past.decision]}{" "}
                <span className="font-normal text-ink-soft">{t.version(past.version)}</span>
              </p>
              <p className="text-[0.875rem] text-ink-soft">
                {past.reviewer
                  ? t.by(pick(past.reviewer), dateTime(past.created_at))
                  : dateTime(past.created_at)}
              </p>
              <p className="mt-1 whitespace-pre-line">{past.note}</p>
            </li>
          ))}
        </ul>
      ) : null}
      {settled.length > 0 ? (
        <details className="rounded-lg border border-line bg-white px-4 py-2">
          <summary className="min-h-8 font-bold">{t.settled(settled.length)}</summary>
          <ul className="mt-3 flex flex-col gap-4">{settled.map(one)}</ul>
        </details>
      ) : null}
    </Section>
  );
}
