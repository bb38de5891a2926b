/** Beside the content: where the review stands, the checklist, and the decision. */
import type { Schemas } from "@/api/client";
import { fieldOf, useFieldName } from "@/features/listing-view";
import { messages, useMessages } from "@/i18n/messages";
import { Button, type ButtonLook } from "@/ui/button";
import { TextArea } from "@/ui/field";
import { Icon } from "@/ui/icons";
import { Key } from "@/ui/shortcuts";
import { Failure, Note } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { ReviewChecklist } from "./checklist";
import { DecideDialog } from "./decide-dialog";
import { Age, Stage } from "./parts";
import { reviewTexts } from "./texts";
import { type Decision, problemLabels, type useReview } from "./use-review";

export const panelTexts = messages(
  {
    label: "審査の判断",
    look: "目を通すところ",
    note: "メモ（所有者に届きます）",
    approve: "承認する",
    publish: "掲載する",
    institution_approve: "機関として承認する",
    request_changes: "修正を依頼する",
    nothing: "いま、あなたが判断することはありません。",
    revise: "指摘を確かめて直し、もう一度提出してください。",
    next: "次の審査へ",
    shortcuts: "ショートカット",
    checklist: "チェックリスト",
    others: (n: number) => (n > 0 ? `ほかに${n}件が待っています` : "ほかに待っている審査はありません"),
    findingAt: (kind: string, field: string) => `${field}：${kind}`,
  },
  {
    label: "Decision",
    look: "To look at",
    note: "Note (the owner reads it)",
    approve: "Approve",
    publish: "Publish",
    institution_approve: "Confirm for the institution",
    request_changes: "Request changes",
    nothing: "There is nothing for you to decide now.",
    revise: "Look at the remarks, revise the listing and submit it again.",
    next: "Next review",
    shortcuts: "Shortcuts",
    checklist: "Checklist",
    others: (n: number) =>
      n === 0 ? "Nothing else waits" : n === 1 ? "1 other review waits" : `${n} other reviews wait`,
    findingAt: (kind: string, field: string) => `${field}: ${kind}`,
  },
);

/** In the order of the buttons, with the key for each. */
export const decisions: { decision: Decision; key: string; look: ButtonLook }[] = [
  { decision: "publish", key: "p", look: "primary" },
  { decision: "approve", key: "a", look: "primary" },
  { decision: "institution_approve", key: "a", look: "primary" },
  { decision: "request_changes", key: "r", look: "danger" },
];

export function Panel({
  desk,
  review,
  reviews,
  onHelp,
}: {
  desk: Schemas["ReviewDesk"];
  review: ReturnType<typeof useReview>;
  /** The reader has reviews to do at all */
  reviews: boolean;
  /** Lists the shortcuts */
  onHelp: () => void;
}) {
  const t = useMessages(panelTexts);
  const words = useMessages(reviewTexts);
  const offered = decisions.filter(({ decision }) => desk.moves.includes(decision));
  const missing = review.problems.find((problem) => problem.field.startsWith("checklist"));
  return (
    <section
      id="decision"
      tabIndex={-1}
      aria-label={t.label}
      className="flex flex-col gap-4 rounded-xl border border-line bg-white p-4 sm:p-5 lg:sticky lg:top-[4.5rem] lg:max-h-[calc(100dvh-5.5rem)] lg:overflow-y-auto no-print"
    >
      <div className="flex flex-col items-start gap-2">
        <Stage state={desk.state} moves={desk.moves} />
        {desk.age ? <Age age={desk.age} inline /> : null}
      </div>
      <ToLookAt desk={desk} />
      {offered.length > 0 ? (
        <>
          {review.failure ? <Failure error={review.failure} /> : null}
          <ErrorSummary
            problems={review.problems}
            labels={{ note: t.note, checklist: t.checklist, ...problemLabels(words.item) }}
          />
          {desk.moves.includes("approve") ? (
            <ReviewChecklist
              items={desk.checklist}
              ticks={review.ticks}
              error={missing?.message}
              onChange={review.setTicks}
            />
          ) : null}
          <TextArea
            name="note"
            label={t.note}
            rows={2}
            className="min-h-18"
            error={problemOf(review.problems, "note")}
            value={review.note}
            onChange={(event) => review.setNote(event.currentTarget.value)}
          />
          <div className="-mx-4 flex flex-wrap gap-2 border-t border-line bg-white px-4 pt-3 pb-1 sm:-mx-5 sm:px-5 lg:sticky lg:-bottom-5 lg:pb-5 [&>*]:flex-1">
            {offered.map(({ decision, key, look }) => (
              <Button
                key={decision}
                id={`decide-${decision}`}
                look={look}
                className="whitespace-nowrap"
                busy={review.busy}
                aria-keyshortcuts={key}
                onClick={() => review.ask(decision)}
              >
                {t[decision]}
                <span aria-hidden="true" className="hidden lg:inline">
                  <Key>{key}</Key>
                </span>
              </Button>
            ))}
          </div>
        </>
      ) : (
        <Note>{desk.submitted.own && desk.state === "changes_requested" ? t.revise : t.nothing}</Note>
      )}
      {reviews ? (
        <div className="flex flex-wrap items-center justify-between gap-x-2">
          <p className="w-full text-[0.875rem] text-ink-soft">{t.others(review.others)}</p>
          {review.next ? (
            <Button size="small" look="quiet" aria-keyshortcuts="n" onClick={() => void review.goOn()}>
              {t.next}
              <span aria-hidden="true" className="hidden lg:inline">
                <Key>n</Key>
              </span>
            </Button>
          ) : null}
          <span className="hidden lg:block">
            <Button size="small" look="quiet" aria-keyshortcuts="?" onClick={onHelp}>
              {t.shortcuts}
              <span aria-hidden="true">
                <Key>?</Key>
              </span>
            </Button>
          </span>
        </div>
      ) : null}
      <DecideDialog desk={desk} review={review} />
    </section>
  );
}

/** Findings and open comments, each the way to its field. */
function ToLookAt({ desk }: { desk: Schemas["ReviewDesk"] }) {
  const t = useMessages(panelTexts);
  const words = useMessages(reviewTexts);
  const name = useFieldName(desk.submitted.kind);
  const open = desk.comments.filter((comment) => !comment.resolved_at);
  if (desk.findings.length === 0 && open.length === 0) return null;
  const go = (id: string) => {
    const target = document.getElementById(id);
    target?.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
  };
  const link =
    "flex min-h-8 w-full items-start gap-1.5 rounded px-1 py-1 text-left text-[0.9375rem] text-ai-900 underline decoration-ai-300 underline-offset-4 hover:bg-ai-50";
  return (
    <div className="flex flex-col gap-1">
      <h2 className="text-[0.9375rem] font-bold">{t.look}</h2>
      <ul>
        {desk.findings.map((finding) => (
          <li key={`${finding.field} ${finding.kind} ${finding.start}`}>
            <button type="button" className={link} onClick={() => go(`view-${fieldOf(finding.field)}`)}>
              <Icon name="warning" size={16} className="mt-1" />
              {t.findingAt(words.finding[finding.kind], name(finding.field))}
            </button>
          </li>
        ))}
        {open.map((comment) => (
          <li key={comment.id}>
            <button type="button" className={link} onClick={() => go(`comment-${comment.id}`)}>
              <Icon name="edit" size={16} className="mt-1" />
              <span className="line-clamp-2">
                {comment.field ? t.findingAt(comment.body, name(comment.field)) : comment.body}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
