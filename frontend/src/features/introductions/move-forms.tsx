/** The moves that need words: declining, asking back, replying, confirming a proposal. */
import { type FormEvent, type ReactNode, useState } from "react";
import type { Schemas } from "@/api/client";
import type { FieldProblem } from "@/api/problem";
import { useVocabulary } from "@/features/vocabulary";
import { messages, useMessages } from "@/i18n/messages";
import { Button } from "@/ui/button";
import { DialogButtons } from "@/ui/dialog";
import { Choice, FieldGroup, SelectField, TextArea } from "@/ui/field";
import { Failure } from "@/ui/states";
import { ErrorSummary, problemOf } from "@/ui/summary";
import { useMove } from "./use-move";

const LONGEST = 800;

const texts = messages(
  {
    cancel: "キャンセル",
    needed: "入力してください。",
    choose: "ひとつ選んでください。",
    tooLong: `${LONGEST}字以内にしてください。`,
    notSecret: "秘密の内容は書かないでください。",
    question: "質問",
    questionLead: "回答する前に確かめたいことを、依頼した側に尋ねます。回答の期限は変わりません。",
    send: "送る",
    answer: "返事",
    message: "メッセージ",
    confirmLead:
      "知財リエゾンの文面のまま、または書き直して依頼できます。依頼するまで、相手には何も伝わりません。",
    check: "内容の確認",
    confirmed: "このメッセージに秘密の内容は含まれていません",
    confirmNeeded: "内容を確かめて、チェックを入れてください。",
    confirmSend: "依頼を送る",
    code: "見送る理由",
    pick: "選んでください",
    audience: "理由を見せる相手",
    audiences: {
      owner: "依頼した側",
      owner_and_liaison: "依頼した側と知財リエゾン",
      statistics: "誰にも見せない（集計だけに使う）",
    },
    audienceWhy: {
      owner: "相手が次の一歩を考える助けになります。",
      owner_and_liaison: "リエゾンが、ほかの相手を探す助けにもなります。",
      statistics: "相手には、見送られたことだけが伝わります。",
    },
    gap: "あれば再検討できるデータ（任意）",
    gapSupport: "何が示されれば再び検討できるかを書くと、研究の次の目標になります。",
    declineSend: "見送りを伝える",
  },
  {
    cancel: "Cancel",
    needed: "Please fill this in.",
    choose: "Choose one.",
    tooLong: `Up to ${LONGEST} characters.`,
    notSecret: "Nothing confidential, please.",
    question: "Question",
    questionLead:
      "Ask the side that asked what you need to know before you answer. The last day stays the same.",
    send: "Send",
    answer: "Reply",
    message: "Message",
    confirmLead:
      "Send the liaison’s message as it is, or in your own words. Until you do, the other side is told nothing.",
    check: "Please confirm",
    confirmed: "This message holds nothing confidential",
    confirmNeeded: "Check the message and confirm it here.",
    confirmSend: "Send the request",
    code: "Why you decline",
    pick: "Choose",
    audience: "Who may see the reason",
    audiences: {
      owner: "The side that asked",
      owner_and_liaison: "The side that asked, and the liaison",
      statistics: "Nobody (it is only counted)",
    },
    audienceWhy: {
      owner: "It helps them to decide on their next step.",
      owner_and_liaison: "It also helps the liaison to look for another partner.",
      statistics: "They are only told that you declined.",
    },
    gap: "Data that would reopen it (optional)",
    gapSupport: "Say what would have to be shown: it becomes a goal for the research.",
    declineSend: "Decline",
  },
);

interface FormProps {
  introduction: Schemas["IntroductionView"];
  onDone: () => void;
  onClose: () => void;
}

/** Around the fields of one move. */
function Frame({
  move,
  labels,
  send,
  danger = false,
  onSubmit,
  onClose,
  children,
}: {
  move: ReturnType<typeof useMove>;
  labels: Record<string, ReactNode>;
  send: string;
  danger?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useMessages(texts);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form noValidate className="flex flex-col gap-5" onSubmit={submit}>
      {move.failure ? <Failure error={move.failure} /> : null}
      <ErrorSummary problems={move.problems} labels={labels} />
      {children}
      <DialogButtons>
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look={danger ? "danger" : "primary"} busy={move.busy}>
          {send}
        </Button>
      </DialogButtons>
    </form>
  );
}

/** What is wrong with a text that goes to the other side. */
function useTextFaults(): (field: string, text: string, needed?: boolean) => FieldProblem[] {
  const t = useMessages(texts);
  return (field, text, needed = true) => {
    if (needed && text.trim() === "") return [{ field, code: "required", message: t.needed }];
    if ([...text.trim()].length > LONGEST) return [{ field, code: "too_long", message: t.tooLong }];
    return [];
  };
}

export function QuestionForm({ introduction, onDone, onClose }: FormProps) {
  const t = useMessages(texts);
  const move = useMove(introduction, onDone);
  const faults = useTextFaults();
  const [question, setQuestion] = useState("");
  const send = () => {
    const found = faults("question", question);
    move.setProblems(found);
    if (found.length === 0) void move.requestInfo({ question: question.trim() });
  };
  return (
    <Frame move={move} labels={{ question: t.question }} send={t.send} onSubmit={send} onClose={onClose}>
      <p className="text-ink-soft">{t.questionLead}</p>
      <TextArea
        name="question"
        label={t.question}
        support={t.notSecret}
        required
        rows={4}
        className="min-h-32"
        error={problemOf(move.problems, "question")}
        count={[...question].length}
        max={LONGEST}
        value={question}
        onChange={(event) => setQuestion(event.currentTarget.value)}
      />
    </Frame>
  );
}

export function AnswerForm({ introduction, onDone, onClose }: FormProps) {
  const t = useMessages(texts);
  const move = useMove(introduction, onDone);
  const faults = useTextFaults();
  const [answer, setAnswer] = useState("");
  const send = () => {
    const found = faults("answer", answer);
    move.setProblems(found);
    if (found.length === 0) void move.provideInfo({ answer: answer.trim() });
  };
  return (
    <Frame move={move} labels={{ answer: t.answer }} send={t.send} onSubmit={send} onClose={onClose}>
      <blockquote className="border-l-4 border-ai-300 pl-4 whitespace-pre-line">
        {introduction.question}
      </blockquote>
      <TextArea
        name="answer"
        label={t.answer}
        support={t.notSecret}
        required
        rows={4}
        className="min-h-32"
        error={problemOf(move.problems, "answer")}
        count={[...answer].length}
        max={LONGEST}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
    </Frame>
  );
}

export function ConfirmForm({ introduction, onDone, onClose }: FormProps) {
  const t = useMessages(texts);
  const move = useMove(introduction, onDone);
  const faults = useTextFaults();
  const [message, setMessage] = useState(introduction.message);
  const [confirmed, setConfirmed] = useState(false);
  const name = "confirmed_non_confidential";
  const send = () => {
    const found = faults("message", message);
    if (!confirmed) found.push({ field: name, code: "not_confirmed", message: t.confirmNeeded });
    move.setProblems(found);
    if (found.length === 0) void move.confirm({ message: message.trim(), confirmed_non_confidential: true });
  };
  return (
    <Frame
      move={move}
      labels={{ message: t.message, [name]: t.check }}
      send={t.confirmSend}
      onSubmit={send}
      onClose={onClose}
    >
      <p className="text-ink-soft">{t.confirmLead}</p>
      <TextArea
        name="message"
        label={t.message}
        support={t.notSecret}
        required
        rows={5}
        className="min-h-32"
        error={problemOf(move.problems, "message")}
        count={[...message].length}
        max={LONGEST}
        value={message}
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      <FieldGroup name={name} label={t.check} required error={problemOf(move.problems, name)}>
        <Choice
          type="checkbox"
          label={t.confirmed}
          checked={confirmed}
          onChange={(event) => setConfirmed(event.currentTarget.checked)}
        />
      </FieldGroup>
    </Frame>
  );
}

const audiences = ["owner", "owner_and_liaison", "statistics"] as const;

export function DeclineForm({ introduction, onDone, onClose }: FormProps) {
  const t = useMessages(texts);
  const move = useMove(introduction, onDone);
  const faults = useTextFaults();
  const codes = useVocabulary("decline_codes");
  const [code, setCode] = useState("");
  const [audience, setAudience] = useState<Schemas["DeclineAudience"] | null>(null);
  const [gap, setGap] = useState("");
  const send = () => {
    const found = faults("gap_request", gap, false);
    if (!audience) found.unshift({ field: "audience", code: "required", message: t.choose });
    if (!code) found.unshift({ field: "code", code: "required", message: t.choose });
    move.setProblems(found);
    if (found.length === 0 && audience)
      void move.decline({ code, audience, gap_request: gap.trim() || null });
  };
  return (
    <Frame
      move={move}
      labels={{ code: t.code, audience: t.audience, gap_request: t.gap }}
      send={t.declineSend}
      danger
      onSubmit={send}
      onClose={onClose}
    >
      <SelectField
        name="code"
        label={t.code}
        required
        error={problemOf(move.problems, "code")}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      >
        <option value="">{t.pick}</option>
        {codes.terms.map((term) => (
          <option key={term.code} value={term.code}>
            {codes.word(term.code)}
          </option>
        ))}
      </SelectField>
      <FieldGroup name="audience" label={t.audience} required error={problemOf(move.problems, "audience")}>
        {audiences.map((one) => (
          <Choice
            key={one}
            type="radio"
            name="audience"
            label={t.audiences[one]}
            support={t.audienceWhy[one]}
            checked={audience === one}
            onChange={() => setAudience(one)}
          />
        ))}
      </FieldGroup>
      <TextArea
        name="gap_request"
        label={t.gap}
        support={t.gapSupport}
        error={problemOf(move.problems, "gap_request")}
        count={[...gap].length}
        max={LONGEST}
        value={gap}
        onChange={(event) => setGap(event.currentTarget.value)}
      />
    </Frame>
  );
}
