/** How long publication took, by month. */
import type { Schemas } from "@/api/client";
import { useFormat } from "@/i18n/format";
import { messages, useMessages } from "@/i18n/messages";
import { Bars } from "./bars";
import { Figure } from "./figure";
import { monthName } from "./month";

const texts = messages(
  {
    title: "掲載までの日数（月ごとの中央値）",
    how: "最初の提出から掲載までの営業日数の中央値です。修正の往復を含みます。一括登録したものは数えません。掲載した月で分けています。",
    value: (days: string, count: string) => `${days}営業日（${count}件）`,
    none: "掲載なし",
    all: (days: string, p90: string, count: string) =>
      `この1年に掲載した${count}件は、中央値${days}営業日、9割が${p90}営業日以内でした。`,
  },
  {
    title: "Days to publication (median by month)",
    how: "Business days from the first submission to publication, rounds of changes included. Imported listings do not count. By month of publication.",
    value: (days: string, count: string) => `${days} days (${count})`,
    none: "None",
    all: (days: string, p90: string, count: string) =>
      `Over the last 12 months: median ${days} business days; nine of ten within ${p90} (${count} publications).`,
  },
);

export function PublicationFigure({ publication }: { publication: Schemas["Publication"] }) {
  const t = useMessages(texts);
  const { number, locale } = useFormat();
  const { all, months } = publication;
  return (
    <Figure title={t.title} how={t.how}>
      <div className="flex flex-col gap-4">
        {all.count > 0 ? (
          <p className="font-bold">
            {t.all(number(all.median ?? 0), number(all.p90 ?? 0), number(all.count))}
          </p>
        ) : null}
        <Bars
          bars={months.map((one) => ({
            key: one.month,
            name: monthName(locale, one.month),
            value: one.median ?? 0,
            text:
              one.count > 0 ? (
                t.value(number(one.median ?? 0), number(one.count))
              ) : (
                <span className="font-normal text-ink-soft">{t.none}</span>
              ),
          }))}
        />
      </div>
    </Figure>
  );
}
