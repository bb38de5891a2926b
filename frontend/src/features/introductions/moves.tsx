/** What the reader can do about an introduction now: one button for each move, each with its question. */
import { useState } from "react";
import { flushSync } from "react-dom";
import type { Schemas } from "@/api/client";
import { messages, useMessages } from "@/i18n/messages";
import { Button, type ButtonLook } from "@/ui/button";
import { ConfirmDialog, Dialog } from "@/ui/dialog";
import { Failure } from "@/ui/states";
import { AnswerForm, ConfirmForm, DeclineForm, QuestionForm } from "./move-forms";
import { useMove } from "./use-move";

type Introduction = Schemas["IntroductionView"];
type Move = Schemas["IntroductionMove"];

const texts = messages(
  {
    accept: "承諾する",
    decline: "見送る",
    request_info: "質問する",
    provide_info: "質問に返事をする",
    confirm: "この相手に依頼する",
    withdraw: "取り下げる",
    end: "紹介を終了する",
    acceptTitle: "紹介を承諾しますか",
    acceptWhat: [
      "お互いの組織名、担当者の氏名、メールアドレスが双方に表示されます。",
      "双方の掲載の「承認先」の項目が、相手の組織に開きます。",
      "この開示は台帳に記録されます。",
    ].join("\n"),
    declineTitle: "紹介を見送る",
    request_infoTitle: "質問する",
    provide_infoTitle: "質問に返事をする",
    confirmTitle: "提案された相手に依頼する",
    withdrawTitle: "依頼を取り下げますか",
    withdrawWhat: "相手は、もう回答できなくなります。",
    withdrawProposal: "提案したチームには「取り下げ」と表示されます。",
    endTitle: "成立した紹介を終了しますか",
    endWhat: "「承認先」の項目は、相手にもう見えなくなります。すでに知られた内容と記録は残ります。",
  },
  {
    accept: "Accept",
    decline: "Decline",
    request_info: "Ask a question",
    provide_info: "Reply to the question",
    confirm: "Ask this partner",
    withdraw: "Withdraw",
    end: "End the introduction",
    acceptTitle: "Accept the introduction?",
    acceptWhat: [
      "Both sides see each other’s organisation, contact person and e-mail address.",
      "The fields of the Approved tier open to the other organisation, on both listings.",
      "The disclosure is entered in the ledger.",
    ].join("\n"),
    declineTitle: "Decline the introduction",
    request_infoTitle: "Ask a question",
    provide_infoTitle: "Reply to the question",
    confirmTitle: "Ask the proposed partner",
    withdrawTitle: "Withdraw the request?",
    withdrawWhat: "The other side can no longer answer it.",
    withdrawProposal: "The team that you proposed it to sees it as withdrawn.",
    endTitle: "End the accepted introduction?",
    endWhat:
      "The fields of the Approved tier close to the other side again. What they know already, and the record, remain.",
  },
);

const order: Move[] = ["accept", "confirm", "provide_info", "request_info", "decline", "withdraw"];
const simple = ["accept", "withdraw"] as const;
const looks: Partial<Record<Move, ButtonLook>> = {
  accept: "primary",
  confirm: "primary",
  provide_info: "primary",
  withdraw: "quiet",
};

export function Moves({ introduction, onDone }: { introduction: Introduction; onDone: () => void }) {
  const t = useMessages(texts);
  const [open, setOpen] = useState<Move | null>(null);
  // Each opening begins without the error of the one before.
  const [round, setRound] = useState(0);
  const moves = order.filter((move) => introduction.moves.includes(move));
  const word = (move: Move) =>
    move === "withdraw" && introduction.state === "accepted" ? t.end : t[move as keyof typeof t];
  const close = () => setOpen(null);
  const done = () => {
    // What is behind an open dialog cannot take the focus.
    flushSync(close);
    onDone();
  };
  const form = { introduction, onDone: done, onClose: close };
  if (moves.length === 0) return null;
  return (
    <>
      <div className="flex flex-wrap gap-3 no-print">
        {moves.map((move) => (
          <Button
            key={move}
            look={looks[move] ?? "secondary"}
            onClick={() => {
              setRound(round + 1);
              setOpen(move);
            }}
          >
            {word(move)}
          </Button>
        ))}
      </div>
      {simple.map((move) => (
        <Simple key={`${move} ${round}`} move={move} open={open === move} {...form} />
      ))}
      <Dialog
        open={open !== null && !simple.some((move) => move === open)}
        title={open ? t[`${open}Title` as keyof typeof t] : ""}
        onClose={close}
      >
        {open === "decline" ? <DeclineForm {...form} /> : null}
        {open === "request_info" ? <QuestionForm {...form} /> : null}
        {open === "provide_info" ? <AnswerForm {...form} /> : null}
        {open === "confirm" ? <ConfirmForm {...form} /> : null}
      </Dialog>
    </>
  );
}

/** A move that needs no words. */
function Simple({
  move,
  open,
  introduction,
  onDone,
  onClose,
}: {
  move: "accept" | "withdraw";
  open: boolean;
  introduction: Introduction;
  onDone: () => void;
  onClose: () => void;
}) {
  const t = useMessages(texts);
  const { busy, failure, accept, withdraw } = useMove(introduction, onDone);
  const ending = introduction.state === "accepted";
  const title = move === "accept" ? t.acceptTitle : ending ? t.endTitle : t.withdrawTitle;
  const what =
    move === "accept"
      ? t.acceptWhat
      : ending
        ? t.endWhat
        : introduction.viewpoint === "liaison"
          ? t.withdrawProposal
          : t.withdrawWhat;
  const lines = what.split("\n");
  return (
    <ConfirmDialog
      open={open}
      title={title}
      confirm={move === "accept" ? t.accept : ending ? t.end : t.withdraw}
      danger={move === "withdraw"}
      busy={busy}
      onConfirm={() => void (move === "accept" ? accept() : withdraw())}
      onClose={onClose}
    >
      <div className="flex flex-col gap-4">
        {failure ? <Failure error={failure} /> : null}
        {lines.length > 1 ? (
          <ul className="flex list-disc flex-col gap-1.5 pl-6">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <p>{what}</p>
        )}
      </div>
    </ConfirmDialog>
  );
}
