/** A saved question in words: its text, then what narrows it. */

import type { Schemas } from "@/api/client";
import { useChips } from "@/features/search/chips";
import { fromQuestion } from "@/features/search/question";
import { messages, useMessages } from "@/i18n/messages";
import { Badge, kindNames } from "@/ui/badges";

const texts = messages({ all: "すべての掲載" }, { all: "Everything listed" });

export function QuestionWords({ question }: { question: Schemas["Question"] }) {
  const t = useMessages(texts);
  const kinds = useMessages(kindNames);
  const search = fromQuestion(question);
  const chips = useChips(question.kind, search);
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-[0.9375rem]">
      <Badge look="ai">{kinds[question.kind]}</Badge>
      {search.text ? <span className="font-bold">{search.text}</span> : null}
      {chips.map((chip) => (
        <Badge key={chip.key}>{chip.word}</Badge>
      ))}
      {!search.text && chips.length === 0 ? t.all : null}
    </p>
  );
}
