/** From a match to an accepted introduction. */
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Bars } from "./bars";
import { Figure } from "./figure";

const texts = messages(
  {
    title: "候補から紹介まで（この1年）",
    how: "シーズとニーズの組を、進んだ段階まで1組ずつ数えます。割合は1つ前の段階に対するものです。自分の掲載なしに申し込まれた紹介は、「全○件」にだけ入ります。",
    value: (pairs: string, share: string) => `${pairs}組${share ? `（${share}）` : ""}`,
    also: (n: string) => `全${n}件`,
  },
  {
    title: "From match to introduction (last 12 months)",
    how: "Pairs of a seed and a need, each counted once in every step that it reached. Shares are of the step before. Introductions that were asked for without a listing of one’s own are only in the totals.",
    value: (pairs: string, share: string) => `${pairs}${share ? ` (${share})` : ""}`,
    also: (n: string) => `${n} in all`,
  },
);

export const stepNames = messages(
  {
    candidates: "見つかった候補",
    seen: "候補を見た",
    interested: "関心あり",
    introductions_asked: "紹介を申し込んだ",
    introductions_accepted: "紹介が承諾された",
  },
  {
    candidates: "Matches found",
    seen: "Looked at",
    interested: "Interested",
    introductions_asked: "Introduction asked for",
    introductions_accepted: "Introduction accepted",
  },
);

export function FunnelFigure({ funnel }: { funnel: Schemas["Funnel"] }) {
  const t = useMessages(texts);
  const names = useMessages(stepNames);
  const { number, percent } = useFormat();
  return (
    <Figure title={t.title} how={t.how}>
      <Bars
        bars={funnel.steps.map(({ step, pairs, count }, place) => {
          const before = funnel.steps[place - 1]?.pairs ?? 0;
          const share = before > 0 ? percent(pairs / before) : "";
          const introductions = step.startsWith("introductions");
          return {
            key: step,
            name: names[step],
            value: pairs,
            text: (
              <>
                {t.value(number(pairs), share)}
                {introductions ? (
                  <span className="ml-2 font-normal whitespace-nowrap text-ink-soft">
                    {t.also(number(count))}
                  </span>
                ) : null}
              </>
            ),
          };
        })}
      />
    </Figure>
  );
}
