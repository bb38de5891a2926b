/** The decisions that were taken about a listing, newest first. */
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Card, Section } from "@/ui/page";
import { reviewTexts } from "./texts";

const texts = messages(
  {
    title: "これまでの判断",
    none: "まだ判断はありません。",
    by: (name: string, stage: string) => `${name}（${stage}）`,
    version: (n: number) => `第${n}版`,
  },
  {
    title: "Decisions so far",
    none: "No decisions yet.",
    by: (name: string, stage: string) => `${name} (${stage})`,
    version: (n: number) => `version ${n}`,
  },
);

export function History({ history }: { history: Schemas["PastReview"][] }) {
  const t = useMessages(texts);
  const words = useMessages(reviewTexts);
  const { pick, dateTime } = useFormat();
  return (
    <Section title={t.title}>
      {history.length === 0 ? <p className="text-ink-soft">{t.none}</p> : null}
      {history.length > 0 ? (
        <Card>
          <ol className="flex flex-col gap-4">
            {history.toReversed().map((past) => (
              <li key={past.created_at} className="flex flex-col gap-0.5">
                <p className="flex flex-wrap gap-x-4 gap-y-0.5">
                  <strong>{words.decision[past.decision]}</strong>
                  <span>{t.version(past.version)}</span>
                  <span className="text-ink-soft">{dateTime(past.created_at)}</span>
                </p>
                <p className="text-[0.9375rem]">{t.by(pick(past.reviewer), words.by[past.stage])}</p>
                {past.note ? (
                  <p className="border-l-2 border-line pl-3 whitespace-pre-line">{past.note}</p>
                ) : null}
              </li>
            ))}
          </ol>
        </Card>
      ) : null}
    </Section>
  );
}
