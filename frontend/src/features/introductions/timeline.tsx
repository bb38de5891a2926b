/** What happened to an introduction, in order, and what comes next. */
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";

const texts = messages(
  {
    proposed: "知財リエゾンが提案",
    asked: "紹介を依頼",
    question: "受けた側が質問",
    answer: "依頼した側が返事",
    accepted: "成立",
    declined: "見送り",
    lapsed: "期限切れ",
    withdrawn: "取り下げ",
    due: "回答の期限",
    reminders: "期限の前に、お知らせが届きます。",
  },
  {
    proposed: "Proposed by a liaison",
    asked: "Introduction asked for",
    question: "A question was asked",
    answer: "The question was answered",
    accepted: "Accepted",
    declined: "Declined",
    lapsed: "Lapsed",
    withdrawn: "Withdrawn",
    due: "Last day to answer",
    reminders: "Reminders are sent before that day.",
  },
);

export function Timeline({ introduction }: { introduction: Schemas["IntroductionView"] }) {
  const t = useMessages(texts);
  const { dateTime, date } = useFormat();
  const { state, created_at, question, answer, answered_at, answer_by } = introduction;
  const over = state === "accepted" || state === "declined" || state === "lapsed" || state === "withdrawn";
  const steps: { what: string; when?: string; note?: string; next?: boolean }[] = [
    { what: state === "proposed" ? t.proposed : t.asked, when: dateTime(created_at) },
    ...(question ? [{ what: t.question }] : []),
    ...(answer ? [{ what: t.answer }] : []),
    ...(over ? [{ what: t[state], ...(answered_at ? { when: dateTime(answered_at) } : {}) }] : []),
    ...(answer_by ? [{ what: t.due, when: date(answer_by), note: t.reminders, next: true }] : []),
  ];
  return (
    <ol className="flex flex-col">
      {steps.map(({ what, when, note, next }) => (
        <li key={what} className="relative flex gap-3 pb-4 last:pb-0">
          <span
            aria-hidden="true"
            className={`mt-2 size-3 shrink-0 rounded-full border-2 border-ai-900 ${next ? "bg-white" : "bg-ai-900"}`}
          />
          <span className="flex flex-col">
            <span className="font-bold">{what}</span>
            {when ? <span className="text-[0.875rem] text-ink-soft">{when}</span> : null}
            {note ? <span className="text-[0.875rem] text-ink-soft">{note}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
