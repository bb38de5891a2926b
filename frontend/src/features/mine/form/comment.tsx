/** One comment of a reviewer, with the way to settle it. */
import { useState } from "react";
import { api, refresh, type Schemas } from "@/api/client";
import { explain } from "@/api/problem";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icons";
import { toast } from "@/ui/toast";

const texts = messages(
  {
    from: (name: string) => `${name}さんのコメント`,
    reviewer: "確認者のコメント",
    settle: "対応済みにする",
    settled: "対応済みにしました。",
  },
  {
    from: (name: string) => `Comment by ${name}`,
    reviewer: "Comment of the reviewer",
    settle: "Mark as settled",
    settled: "The comment is settled.",
  },
);

export type Comment = Schemas["ReviewComment"];

export function OneComment({
  comment,
  listing,
  onSettled,
}: {
  comment: Comment;
  listing: string;
  /** The comment is gone from its place: where work goes on */
  onSettled: () => void;
}) {
  const t = useMessages(texts);
  const { pick, dateTime } = useFormat();
  const [busy, setBusy] = useState(false);
  const settle = async () => {
    setBusy(true);
    try {
      await api.POST("/api/v1/listings/{id}/comments/{comment_id}/resolve", {
        params: {
          path: { id: listing, comment_id: comment.id },
          header: { "Idempotency-Key": crypto.randomUUID() },
        },
      });
      toast(t.settled);
      await refresh("/listings/{id}/review");
      setTimeout(onSettled);
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  const author = pick(comment.author);
  return (
    <div className="flex gap-2.5 rounded-lg border-l-4 border-shu-700 bg-shu-50 px-3 py-2">
      <Icon name="edit" size={18} className="mt-1 text-shu-800" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="text-[0.875rem] text-ink-soft">
          {author ? t.from(author) : t.reviewer} · {dateTime(comment.created_at)}
        </p>
        <p className="whitespace-pre-line">{comment.body}</p>
        {comment.resolved_at ? null : (
          <div>
            <Button size="small" icon="check" busy={busy} onClick={() => void settle()}>
              {t.settle}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
