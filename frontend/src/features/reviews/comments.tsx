/** Comments of the review, at their fields or on the whole; adding one and settling one. */
import { type FormEvent, useEffect, useState } from "react";
import { api, refresh, type Schemas } from "@/api/client";
import { explain } from "@/api/problem";
import { useFormat } from "@/i18n/format";
import { messages, textsNow, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { fieldId, TextArea } from "@/ui/field";
import { Failure } from "@/ui/states";
import { toast } from "@/ui/toast";

type Comment = Schemas["ReviewComment"];
const LONGEST = 2000;

const texts = messages(
  {
    add: "コメントする",
    addTo: (field: string) => `「${field}」にコメントする`,
    label: (field: string) => `「${field}」へのコメント`,
    whole: "全体へのコメント",
    addWhole: "全体にコメントする",
    support: "所有者のチームと審査の担当者だけが読みます。",
    needed: "コメントを入力してください。",
    tooLong: `${LONGEST}字以内にしてください。`,
    save: "コメントを残す",
    cancel: "キャンセル",
    saved: "コメントを残しました",
    resolve: "解決済みにする",
    resolved: "解決済みにしました",
    settled: (n: number) => `解決済みのコメント ${n}件`,
    you: "あなた",
    version: (n: number) => `第${n}版`,
    done: "解決済み",
  },
  {
    add: "Comment",
    addTo: (field: string) => `Comment on “${field}”`,
    label: (field: string) => `Comment on “${field}”`,
    whole: "Comment on the whole",
    addWhole: "Comment on the whole",
    support: "Read only by the owner’s team and those who review.",
    needed: "Write a comment.",
    tooLong: `Up to ${LONGEST} characters.`,
    save: "Add comment",
    cancel: "Cancel",
    saved: "Comment added",
    resolve: "Mark as settled",
    resolved: "Marked as settled",
    settled: (n: number) => (n === 1 ? "1 settled comment" : `${n} settled comments`),
    you: "you",
    version: (n: number) => `version ${n}`,
    done: "settled",
  },
);

/** Comments of one place, open ones first to see, with the way to add one. */
export function Comments({
  listing,
  comments,
  field,
  fieldName,
  canAdd = true,
}: {
  listing: string;
  comments: Comment[];
  /** Absent: on the whole */
  field?: string;
  fieldName?: string;
  canAdd?: boolean;
}) {
  const t = useMessages(texts);
  const here = comments.filter((comment) => (comment.field ?? undefined) === field);
  const open = here.filter((comment) => !comment.resolved_at);
  const settled = here.filter((comment) => comment.resolved_at);
  const [adding, setAdding] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      {open.map((comment) => (
        <OneComment key={comment.id} listing={listing} comment={comment} />
      ))}
      {settled.length > 0 ? (
        <details className="text-[0.9375rem]">
          <summary className="min-h-6 py-0.5 text-[0.875rem] text-ink-soft">
            {t.settled(settled.length)}
          </summary>
          <div className="mt-2 flex flex-col gap-2">
            {settled.map((comment) => (
              <OneComment key={comment.id} listing={listing} comment={comment} />
            ))}
          </div>
        </details>
      ) : null}
      {adding ? (
        <AddComment
          listing={listing}
          {...(field === undefined ? {} : { field })}
          label={fieldName ? t.label(fieldName) : t.whole}
          onClose={() => setAdding(false)}
        />
      ) : canAdd ? (
        <button
          type="button"
          aria-label={fieldName ? t.addTo(fieldName) : undefined}
          className="-ml-1 min-h-6 self-start rounded px-1 text-[0.8125rem] text-ai-900 underline decoration-ai-300 underline-offset-4 hover:bg-ai-50 no-print"
          onClick={() => setAdding(true)}
        >
          {fieldName ? t.add : t.addWhole}
        </button>
      ) : null}
    </div>
  );
}

function OneComment({ listing, comment }: { listing: string; comment: Comment }) {
  const t = useMessages(texts);
  const { pick, lang, ago } = useFormat();
  const [busy, setBusy] = useState(false);
  const resolve = async () => {
    setBusy(true);
    try {
      await api.POST("/api/v1/listings/{id}/comments/{comment_id}/resolve", {
        params: {
          path: { id: listing, comment_id: comment.id },
          header: { "Idempotency-Key": crypto.randomUUID() },
        },
      });
      await refresh("/listings/{id}/review", "/curation");
      toast(textsNow(texts).resolved);
      document.getElementById(comment.field ? `view-${comment.field}` : "comments")?.focus();
    } catch (error) {
      toast(explain(error).detail);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div
      id={`comment-${comment.id}`}
      tabIndex={-1}
      className={`rounded-lg border-l-4 px-3 py-2 text-[0.9375rem] ${comment.resolved_at ? "border-line bg-solid-gray-50" : "border-shu-700 bg-shu-50"}`}
    >
      <p className="flex flex-wrap gap-x-3 text-[0.8125rem] text-ink-soft">
        <span className="font-bold" lang={lang(comment.author)}>
          {comment.own ? t.you : pick(comment.author)}
        </span>
        <span>{ago(comment.created_at)}</span>
        <span>{t.version(comment.version)}</span>
        {comment.resolved_at ? <span>{t.done}</span> : null}
      </p>
      <p className="whitespace-pre-line">{comment.body}</p>
      {comment.resolved_at ? null : (
        <Button
          size="small"
          look="quiet"
          busy={busy}
          className="mt-1 -ml-2.5 no-print"
          onClick={() => void resolve()}
        >
          {t.resolve}
        </Button>
      )}
    </div>
  );
}

function AddComment({
  listing,
  field,
  label,
  onClose,
}: {
  listing: string;
  field?: string;
  label: string;
  onClose: () => void;
}) {
  const t = useMessages(texts);
  const name = `comment-on-${field ?? "whole"}`;
  const [body, setBody] = useState("");
  const [problem, setProblem] = useState("");
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => document.getElementById(fieldId(name))?.focus(), [name]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const text = body.trim();
    const found = text === "" ? t.needed : [...text].length > LONGEST ? t.tooLong : "";
    setProblem(found);
    setFailure(null);
    if (found) document.getElementById(fieldId(name))?.focus();
    if (found || busy) return;
    setBusy(true);
    try {
      await api.POST("/api/v1/listings/{id}/comments", {
        params: { path: { id: listing }, header: { "Idempotency-Key": crypto.randomUUID() } },
        body: { body: text, field: field ?? null },
      });
      await refresh("/listings/{id}/review", "/curation");
      toast(textsNow(texts).saved);
      onClose();
      document.getElementById(field ? `view-${field}` : "comments")?.focus();
    } catch (error) {
      const [first] = explain(error).fields;
      if (first) setProblem(first.message);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-3 rounded-lg border border-ai-300 bg-white p-3"
      onSubmit={(event) => void submit(event)}
    >
      {failure ? <Failure error={failure} /> : null}
      <TextArea
        name={name}
        label={label}
        support={t.support}
        className="min-h-20"
        error={problem || undefined}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && body === "") onClose();
        }}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="small" look="primary" busy={busy}>
          {t.save}
        </Button>
        <Button size="small" onClick={onClose}>
          {t.cancel}
        </Button>
      </div>
    </form>
  );
}
