/** Approve or decline, with the reason in a few words. Ready-made reasons save typing; they can be changed. */
import { type FormEvent, useState } from "react";
import { api, type Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/dialog";
import { fieldId, TextArea } from "@/ui/field";
import { Card } from "@/ui/page";
import { problemOf } from "@/ui/summary";
import { useSubmission } from "./submit";
import { Trouble } from "./trouble";

const MOST = 1000;

const texts = messages(
  {
    first: "あなたが1人目です。承認すると、もう1名の判断を待ちます。",
    second: "あなたが2人目です。承認すると、招待メールがすぐに送られます。",
    reason: "判断の理由",
    support: "何をどのように確かめたかを書いてください。事務局だけが見ます。",
    ready: "よく使う理由",
    ready1: "所属機関の担当部門に在籍を確認した。",
    ready2: "機関の公開名簿で在籍を確認した。",
    ready3: "在籍を確認できなかった。",
    ready4: "入会の対象ではない。",
    approve: "承認する",
    decline: "見送る…",
    missing: "入力してください。",
    sure: (name: string) => `${name}さんの入会を見送りますか`,
    sureText:
      "1名の見送りで、この申し込みは終わります。申込者には、入会に至らなかったことだけをメールで伝えます（理由は伝えません）。取り消しはできません。",
    sureButton: "見送って申込者に伝える",
  },
  {
    first: "You are the first. If you approve, another person decides next.",
    second: "You are the second. If you approve, the invitation is sent at once.",
    reason: "Reason",
    support: "What you checked, and how. Only the secretariat reads it.",
    ready: "Frequent reasons",
    ready1: "The responsible department of the institution confirmed the person.",
    ready2: "The institution’s public directory lists the person.",
    ready3: "It could not be confirmed that the person works there.",
    ready4: "The person is not eligible.",
    approve: "Approve",
    decline: "Decline…",
    missing: "Please fill this in.",
    sure: (name: string) => `Decline ${name}?`,
    sureText:
      "One decline ends the application. The applicant is told by mail that it did not succeed, not why. This cannot be undone.",
    sureButton: "Decline and tell the applicant",
  },
);

interface DecisionProps {
  application: Schemas["ApplicationView"];
  etag: string;
  reload: () => Promise<unknown>;
  onDecided: (decision: Schemas["VettingDecision"]) => void;
}

export function Decision({ application, etag, reload, onDecided }: DecisionProps) {
  const t = useMessages(texts);
  const [reason, setReason] = useState("");
  const [asking, setAsking] = useState(false);
  const submission = useSubmission(reload);
  const second = application.approvals > 0;
  const named = application.name.ja ?? application.name.en ?? "";

  const decide = async (decision: Schemas["VettingDecision"]) => {
    setAsking(false);
    const done = await submission.run(async () => {
      await api.POST("/api/v1/applications/{id}/vettings", {
        params: {
          path: { id: application.id },
          header: { "If-Match": etag, "Idempotency-Key": crypto.randomUUID() },
        },
        body: { decision, reason },
      });
    });
    if (done) onDecided(decision);
  };
  /** Shows what is missing. */
  const complete = () => {
    if (reason.trim() !== "") return true;
    submission.show([{ field: "reason", code: "required", message: t.missing }]);
    return false;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete()) void decide("approve");
  };
  const take = (text: string) => {
    setReason(reason.trim() ? `${reason.trim()}\n${text}` : text);
    document.getElementById(fieldId("reason"))?.focus();
  };
  return (
    <Card>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <p className="font-bold">{second ? t.second : t.first}</p>
        <Trouble of={submission} labels={{ reason: t.reason }} />
        <fieldset className="flex flex-wrap gap-2">
          <legend className="mb-2 text-[0.875rem] font-bold">{t.ready}</legend>
          {[t.ready1, t.ready2, t.ready3, t.ready4].map((text) => (
            <button
              key={text}
              type="button"
              className="min-h-11 rounded-lg border border-ai-300 bg-ai-50 px-3 py-1 text-left text-[0.875rem] text-ai-900 hover:bg-ai-100"
              onClick={() => take(text)}
            >
              {text}
            </button>
          ))}
        </fieldset>
        <TextArea
          name="reason"
          label={t.reason}
          support={t.support}
          required
          className="min-h-24"
          value={reason}
          count={[...reason].length}
          max={MOST}
          error={problemOf(submission.problems, "reason")}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" look="primary" icon="check" busy={submission.busy}>
            {t.approve}
          </Button>
          <Button look="danger" onClick={() => complete() && setAsking(true)}>
            {t.decline}
          </Button>
        </div>
      </form>
      <ConfirmDialog
        open={asking}
        title={t.sure(named)}
        confirm={t.sureButton}
        danger
        onConfirm={() => void decide("decline")}
        onClose={() => setAsking(false)}
      >
        {t.sureText}
      </ConfirmDialog>
    </Card>
  );
}
