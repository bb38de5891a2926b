/** What comes next for a listing, in words, with the one button that does it. */
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { Button, LinkButton } from "@/ui/button";
import { groupOf } from "./groups";
import { useMove } from "./moves";

const nextStepTexts = messages(
  {
    what: {
      complete: "まだ入力の必要な項目があります。",
      submit: "必須項目が揃いました。提出できます。",
      await_institution: "所属機関の確認を待っています。",
      await_liaison: "知財リエゾンの確認を待っています（5営業日が目安です）。",
      revise: "確認者から修正の依頼が届いています。",
      await_publication: "承認されました。リエゾンによる掲載を待っています。",
      resume: "掲載を一時停止しています。いつでも再開できます。",
      renew: "期限が切れ、掲載が止まっています。更新すると再び掲載されます。",
      nothing: "いま必要なことはありません。",
    },
    /** Of a listing that is shown already */
    revision: {
      complete: "掲載中の版に、まだ提出していない変更があります。入力の必要な項目が残っています。",
      submit: "掲載中の版に、まだ提出していない変更があります。提出すると、確認のあとに入れ替わります。",
    },
    write: "続きを書く",
    submit: "確認して提出",
    comments: "コメントを見て直す",
    resume: "掲載を再開する",
    renew: "12か月更新する",
    resumed: "掲載を再開しました。",
    renewed: "掲載の期限を更新しました。",
  },
  {
    what: {
      complete: "Some fields still need to be filled in.",
      submit: "All required fields are filled in. You can submit it.",
      await_institution: "Waiting for your institution’s reviewer.",
      await_liaison: "Waiting for the IP liaison (usually five business days).",
      revise: "A reviewer has asked for changes.",
      await_publication: "Approved. The liaison will publish it.",
      resume: "It is paused. You can show it again at any time.",
      renew: "Its time is up and it is no longer shown. Renew it to show it again.",
      nothing: "There is nothing to do now.",
    },
    revision: {
      complete: "There are changes that you have not submitted, and fields that still need to be filled in.",
      submit: "There are changes that you have not submitted. Once reviewed, they replace what is shown.",
    },
    write: "Continue writing",
    submit: "Check and submit",
    comments: "Read the comments and revise",
    resume: "Show it again",
    renew: "Renew for 12 months",
    resumed: "It is shown again.",
    renewed: "It has been renewed.",
  },
);

/** What comes next, in one sentence. */
export function useNextStep(): (item: Pick<Schemas["OneOfMine"], "state" | "next_step">) => string {
  const t = useMessages(nextStepTexts);
  return ({ state, next_step: step }) =>
    (step === "complete" || step === "submit") && groupOf(state) === "published"
      ? t.revision[step]
      : t.what[step];
}

export function NextStepButton({
  id,
  step,
  onOverview = false,
}: {
  id: string;
  step: Schemas["NextStep"];
  /** The comments are on this very page */
  onOverview?: boolean;
}) {
  const t = useMessages(nextStepTexts);
  const move = useMove(id);
  const [busy, setBusy] = useState(false);
  const run = async (name: "resume" | "renew", done: string) => {
    setBusy(true);
    await move(name, done);
    setBusy(false);
  };
  switch (step) {
    case "complete":
      return (
        <LinkButton to="/mine/$id/edit" params={{ id }} look="primary" icon="edit">
          {t.write}
        </LinkButton>
      );
    case "submit":
      return (
        <LinkButton to="/mine/$id/edit" params={{ id }} search={{ section: "submit" }} look="primary">
          {t.submit}
        </LinkButton>
      );
    case "revise":
      return onOverview ? (
        <LinkButton to="/mine/$id/edit" params={{ id }} look="primary" icon="edit">
          {t.comments}
        </LinkButton>
      ) : (
        <LinkButton to="/mine/$id" params={{ id }} look="primary">
          {t.comments}
        </LinkButton>
      );
    case "resume":
      return (
        <Button look="primary" busy={busy} onClick={() => void run("resume", t.resumed)}>
          {t.resume}
        </Button>
      );
    case "renew":
      return (
        <Button look="primary" busy={busy} onClick={() => void run("renew", t.renewed)}>
          {t.renew}
        </Button>
      );
    default:
      return null;
  }
}
