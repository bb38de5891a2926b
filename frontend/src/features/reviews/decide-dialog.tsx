/** Says what a decision does before it is sent. The focus is on the answer, so that Enter sends it. */
import type { Schemas } from "@/api/client";
import { contentOf } from "@/features/listing-view";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Dialog, DialogButtons } from "@/ui/dialog";
import type { Decision, useReview } from "./use-review";

const texts = messages(
  {
    title: {
      approve: "承認しますか",
      publish: "掲載しますか",
      institution_approve: "機関として承認しますか",
      request_changes: "修正を依頼しますか",
    },
    what: {
      approve:
        "審査済みになります。まだ会員には見えません。機関が二人の確認を求めている場合は、別のリエゾンが掲載します。",
      publish: "会員に見えるようになり、マッチングの対象になります。",
      institution_approve: "知財リエゾンの審査に進みます。",
      request_changes: "所有者に戻り、編集できるようになります。コメントとメモが届きます。",
    },
    until: (date: string) => `所有者の希望する掲載期限は${date}です。`,
    usual: "掲載の期限は、標準の期間になります。",
    replaces: "いま掲載中の版と入れ替わります。",
    comments: (n: number) => `未解決のコメント：${n}件`,
    note: "メモ",
    send: {
      approve: "承認する",
      publish: "掲載する",
      institution_approve: "承認する",
      request_changes: "修正を依頼する",
    },
    cancel: "キャンセル",
  },
  {
    title: {
      approve: "Approve it?",
      publish: "Publish it?",
      institution_approve: "Confirm for the institution?",
      request_changes: "Request changes?",
    },
    what: {
      approve:
        "It counts as reviewed; members do not see it yet. Where the institution wants two pairs of eyes, another liaison publishes it.",
      publish: "Members see it, and it takes part in matching.",
      institution_approve: "It goes on to the IP liaison.",
      request_changes: "It goes back to its owner, who can edit it and reads the comments and the note.",
    },
    until: (date: string) => `Its owner wants it published until ${date}.`,
    usual: "It stays published for the usual time.",
    replaces: "It takes the place of the version that is published now.",
    comments: (n: number) => `Open comments: ${n}`,
    note: "Note",
    send: {
      approve: "Approve",
      publish: "Publish",
      institution_approve: "Confirm",
      request_changes: "Request changes",
    },
    cancel: "Cancel",
  },
);

export function DecideDialog({
  desk,
  review,
}: {
  desk: Schemas["ReviewDesk"];
  review: ReturnType<typeof useReview>;
}) {
  const t = useMessages(texts);
  const { asking } = review;
  return (
    <Dialog open={asking !== null} title={asking ? t.title[asking] : ""} onClose={review.cancel}>
      {asking ? <Question desk={desk} review={review} decision={asking} /> : null}
    </Dialog>
  );
}

function Question({
  desk,
  review,
  decision,
}: {
  desk: Schemas["ReviewDesk"];
  review: ReturnType<typeof useReview>;
  decision: Decision;
}) {
  const t = useMessages(texts);
  const { pick, lang, date } = useFormat();
  const { title } = contentOf(desk.submitted);
  const open = desk.comments.filter((comment) => !comment.resolved_at).length;
  return (
    <form
      // The dialog gives the focus to what asks for it when it opens: then Enter sends.
      ref={(form) => form?.querySelector("[type=submit]")?.setAttribute("autofocus", "")}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void review.decide(decision);
      }}
    >
      <p>
        <span className="font-mono text-[0.875rem] text-ink-soft">{desk.submitted.reference}</span>
        <br />
        <strong lang={lang(title)}>{pick(title)}</strong>
      </p>
      <p>{t.what[decision]}</p>
      {decision === "publish" ? (
        <p>{desk.wished_until ? t.until(date(desk.wished_until)) : t.usual}</p>
      ) : null}
      {decision === "publish" && desk.published ? <p>{t.replaces}</p> : null}
      {open > 0 ? <p>{t.comments(open)}</p> : null}
      {review.note.trim() ? (
        <div>
          <p className="text-[0.875rem] font-bold text-ink-soft">{t.note}</p>
          <p className="whitespace-pre-line">{review.note.trim()}</p>
        </div>
      ) : null}
      <DialogButtons>
        <Button onClick={review.cancel}>{t.cancel}</Button>
        <Button type="submit" look={decision === "request_changes" ? "danger" : "primary"} busy={review.busy}>
          {t.send[decision]}
        </Button>
      </DialogButtons>
    </form>
  );
}
